package io.bifocal.pipeline;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A mixture of Gaussians with diagonal covariances.
 *
 * @param weights sum 1
 * @param means one row a Gaussian
 * @param variances one row a Gaussian, all above 0
 */
@SuppressWarnings("ArrayRecordComponent") // Read in hot loops; nobody compares them.
record Gaussians(double[] weights, double[][] means, double[][] variances) implements Serializable {

  /** Gaussians that take less of a descriptor get nothing of it. */
  private static final double FAINT = 1e-8;

  /** Gaussians with fewer descriptors keep their place and shape. */
  private static final double FEWEST = 1e-3;

  /** One standard normal distribution. */
  static Gaussians standard(int values) {
    double[] ones = new double[values];
    Arrays.fill(ones, 1);
    return new Gaussians(
        new double[] {1}, new double[][] {new double[values]}, new double[][] {ones});
  }

  int size() {
    return weights.length;
  }

  int values() {
    return means[0].length;
  }

  /**
   * The mixture that explains the descriptors of {@code statistics} best, as this one shares them
   * out.
   *
   * @param least variances are at least these
   */
  Gaussians next(double[] statistics, double[] least) {
    int values = values();
    double total = 0;
    for (int k = 0; k < size(); k++) {
      total += statistics[k];
    }
    double[] newWeights = new double[size()];
    double[][] newMeans = new double[size()][];
    double[][] newVariances = new double[size()][];
    for (int k = 0; k < size(); k++) {
      double count = statistics[k];
      newWeights[k] = count / total;
      newMeans[k] = means[k].clone();
      newVariances[k] = variances[k].clone();
      if (count < FEWEST) {
        continue;
      }
      int first = size() + k * values;
      int second = first + size() * values;
      for (int d = 0; d < values; d++) {
        double shift = statistics[first + d] / count;
        newMeans[k][d] += shift;
        double variance = statistics[second + d] / count - shift * shift;
        newVariances[k][d] = Math.max(variance, least[d]);
      }
    }
    return new Gaussians(newWeights, newMeans, newVariances);
  }

  /** Sums over descriptors, each shared out among the Gaussians by its posterior. */
  final class Statistics {
    private final double[] offsets = new double[size()];
    private final double[] meansByValue = new double[size() * values()];
    private final double[] halfPrecisions = new double[size() * values()];
    private final double[] logarithms = new double[size()];
    private final double[] sums = new double[size() * (1 + 2 * values()) + 1];

    Statistics() {
      for (int k = 0; k < size(); k++) {
        offsets[k] = Math.log(weights[k]);
        for (int d = 0; d < values(); d++) {
          offsets[k] -= Math.log(2 * Math.PI * variances[k][d]) / 2;
          meansByValue[d * size() + k] = means[k][d];
          halfPrecisions[d * size() + k] = 1 / (2 * variances[k][d]);
        }
      }
    }

    /** Adds descriptors that stand end to end. */
    void add(float[] descriptors) {
      for (int from = 0; from < descriptors.length; from += values()) {
        add(descriptors, from);
      }
    }

    private void add(float[] descriptors, int from) {
      double most = likelihoods(descriptors, from);
      double total = 0;
      for (int k = 0; k < logarithms.length; k++) {
        logarithms[k] = Math.exp(logarithms[k] - most);
        total += logarithms[k];
      }
      sums[sums.length - 1] += most + Math.log(total);
      for (int k = 0; k < logarithms.length; k++) {
        double posterior = logarithms[k] / total;
        if (posterior > FAINT) {
          share(k, posterior, descriptors, from);
        }
      }
    }

    /** Sets the logarithms of all likelihoods and returns the greatest. */
    private double likelihoods(float[] descriptors, int from) {
      int size = logarithms.length;
      System.arraycopy(offsets, 0, logarithms, 0, size);
      int values = values();
      for (int d = 0; d < values; d++) {
        double x = descriptors[from + d];
        int row = d * size;
        for (int k = 0; k < size; k++) {
          double u = x - meansByValue[row + k];
          logarithms[k] -= u * u * halfPrecisions[row + k];
        }
      }
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < size; k++) {
        most = Math.max(most, logarithms[k]);
      }
      return most;
    }

    private void share(int k, double posterior, float[] descriptors, int from) {
      double[] mean = means[k];
      int first = size() + k * mean.length;
      int second = first + size() * mean.length;
      sums[k] += posterior;
      for (int d = 0; d < mean.length; d++) {
        double u = descriptors[from + d] - mean[d];
        sums[first + d] += posterior * u;
        sums[second + d] += posterior * u * u;
      }
    }

    /**
     * For each Gaussian the sum of posteriors, of differences from its mean, and of their squares;
     * then the sum of the logarithms of the likelihoods.
     */
    double[] sums() {
      return sums;
    }
  }
}
