package io.bifocal.pipeline;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.spark.api.java.JavaRDD;

/**
 * Mean and principal axes of descriptors. Not MLlib's, which needs a native LAPACK of the host:
 * where that is OpenBLAS it takes the place of the one that OpenCV brings, or the other way round,
 * and the process dies. Partial sums are added in the order of the partitions, so that the result
 * does not depend on which task ends first.
 *
 * @param mean of the descriptors
 * @param axes of length 1, one a row, that of the greatest variance first; turned so that the
 *     largest value of each is positive
 * @param explained share of the variance that the axes keep
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record PrincipalComponents(float[] mean, float[][] axes, double explained) {

  /**
   * Learns the axes.
   *
   * @param descriptors many in an array, end to end
   * @param values of a descriptor
   * @param components as many axes
   */
  static PrincipalComponents learn(JavaRDD<float[]> descriptors, int values, int components) {
    List<double[]> parts =
        descriptors
            .mapPartitions(
                part -> {
                  Sums sums = new Sums(values);
                  part.forEachRemaining(sums::add);
                  return List.of(sums.all).iterator();
                })
            .collect();
    Sums whole = new Sums(values);
    parts.forEach(whole::addSums);
    double[][] covariance = whole.covariance();
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
    float[][] axes = new float[components][];
    double kept = 0;
    for (int c = 0; c < components; c++) {
      axes[c] = turned(eigen.getEigenvector(c).toArray());
      kept += eigen.getRealEigenvalue(c);
    }
    double total = Arrays.stream(eigen.getRealEigenvalues()).sum();
    return new PrincipalComponents(whole.mean(), axes, total > 0 ? kept / total : 1);
  }

  private static float[] turned(double[] axis) {
    double largest = 0;
    for (double value : axis) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    float[] turned = new float[axis.length];
    for (int i = 0; i < axis.length; i++) {
      turned[i] = (float) (largest < 0 ? -axis[i] : axis[i]);
    }
    return turned;
  }

  /** Sums of products of values, then of values, then the number of descriptors. */
  private static final class Sums {
    private final int values;
    private final double[] all;
    private final double[] descriptor;

    Sums(int values) {
      this.values = values;
      all = new double[(values + 1) * values + 1];
      descriptor = new double[values];
    }

    void add(float[] descriptors) {
      for (int from = 0; from < descriptors.length; from += values) {
        for (int i = 0; i < values; i++) {
          descriptor[i] = descriptors[from + i];
        }
        for (int i = 0; i < values; i++) {
          addRow(descriptor[i], i * values);
        }
        addRow(1, values * values);
        all[all.length - 1]++;
      }
    }

    private void addRow(double factor, int to) {
      for (int j = 0; j < values; j++) {
        all[to + j] += factor * descriptor[j];
      }
    }

    void addSums(double[] part) {
      for (int i = 0; i < all.length; i++) {
        all[i] += part[i];
      }
    }

    float[] mean() {
      float[] mean = new float[values];
      for (int i = 0; i < values; i++) {
        mean[i] = (float) meanOf(i);
      }
      return mean;
    }

    double[][] covariance() {
      double[][] covariance = new double[values][values];
      for (int i = 0; i < values; i++) {
        for (int j = 0; j < values; j++) {
          covariance[i][j] = all[i * values + j] / all[all.length - 1] - meanOf(i) * meanOf(j);
        }
      }
      return covariance;
    }

    private double meanOf(int value) {
      return all[values * values + value] / all[all.length - 1];
    }
  }
}
