package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns {@link Gaussians}: each class its mean, all together one covariance of what is left of the
 * embeddings, shrunk towards a round one as far as the Ledoit–Wolf formula says, so that it can be
 * inverted with fewer pictures than values.
 *
 * <p>O. Ledoit, M. Wolf: A well-conditioned estimator for large-dimensional covariance matrices.
 * Journal of Multivariate Analysis 88, 2004, doi 10.1016/S0047-259X(03)00096-4, section 3.3.
 */
public final class GaussiansFit {
  private final List<float[]> embeddings;
  private final int length;

  private GaussiansFit(List<float[]> embeddings) {
    this.embeddings = embeddings;
    this.length = embeddings.get(0).length;
  }

  /**
   * What was learnt.
   *
   * @param shrinkage weight of the round covariance, 0 to 1
   */
  public record Result(Gaussians gaussians, double shrinkage) {}

  /**
   * Learns from pictures.
   *
   * @param embeddings at least one, of the same length
   * @param labels of each
   * @throws UserError if within the classes all embeddings are the same
   */
  public static Result learn(List<float[]> embeddings, List<String> labels) {
    return new GaussiansFit(embeddings).learn(labels);
  }

  private Result learn(List<String> labels) {
    double[] center = center();
    Map<String, double[]> means = means(center, labels);
    double[][] covariance = new double[length][length];
    double fourth = 0;
    double[] left = new double[length];
    for (int k = 0; k < embeddings.size(); k++) {
      double[] mean = means.get(labels.get(k));
      double squares = 0;
      for (int i = 0; i < length; i++) {
        left[i] = embeddings.get(k)[i] - center[i] - mean[i];
        squares += left[i] * left[i];
      }
      fourth += squares * squares;
      addOuterProduct(covariance, left);
    }
    double shrinkage = shrink(covariance, fourth);
    double[][] whitening = inverse(cholesky(covariance));
    return new Result(
        new Gaussians(floats(center), triangle(whitening), whitened(whitening, means)), shrinkage);
  }

  private double[] center() {
    double[] sum = new double[length];
    for (float[] embedding : embeddings) {
      for (int i = 0; i < length; i++) {
        sum[i] += embedding[i];
      }
    }
    for (int i = 0; i < length; i++) {
      sum[i] /= embeddings.size();
    }
    return sum;
  }

  /** The means of the classes, less the center. */
  private Map<String, double[]> means(double[] center, List<String> labels) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int k = 0; k < embeddings.size(); k++) {
      double[] sum = sums.computeIfAbsent(labels.get(k), label -> new double[length]);
      counts.merge(labels.get(k), 1, Integer::sum);
      for (int i = 0; i < length; i++) {
        sum[i] += embeddings.get(k)[i] - center[i];
      }
    }
    sums.forEach(
        (label, sum) -> {
          for (int i = 0; i < length; i++) {
            sum[i] /= counts.get(label);
          }
        });
    return sums;
  }

  /** Adds to the lower triangle. */
  private static void addOuterProduct(double[][] sums, double[] values) {
    for (int i = 0; i < values.length; i++) {
      double[] row = sums[i];
      double value = values[i];
      for (int j = 0; j <= i; j++) {
        row[j] += value * values[j];
      }
    }
  }

  /**
   * Makes the covariance of sums of products and shrinks it.
   *
   * @param fourth the sum of the squared squared lengths
   */
  private double shrink(double[][] covariance, double fourth) {
    int count = embeddings.size();
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < length; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] /= count;
        squares += (i == j ? 1 : 2) * covariance[i][j] * covariance[i][j];
      }
      trace += covariance[i][i];
    }
    if (trace <= 0) {
      throw new UserError(
          "the embeddings of each class are all the same; a covariance needs more different"
              + " pictures");
    }
    double round = trace / length;
    double apart = squares - round * trace;
    double error = Math.min((fourth / count - squares) / count, apart);
    double shrinkage = apart <= 0 ? 1 : error / apart;
    for (int i = 0; i < length; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] *= 1 - shrinkage;
      }
      covariance[i][i] += shrinkage * round;
    }
    return shrinkage;
  }

  /** L with L Lᵀ = {@code matrix}, in the place of its lower triangle. */
  private static double[][] cholesky(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        if (i > j) {
          matrix[i][j] = sum / matrix[j][j];
        } else if (sum > 0) {
          matrix[i][i] = Math.sqrt(sum);
        } else {
          throw new UserError(
              "the covariance of the embeddings cannot be inverted; fit with more pictures");
        }
      }
    }
    return matrix;
  }

  /** The inverse of a lower triangle, row by row: row i is (eᵢ − Σ L[i][k] row k) / L[i][i]. */
  private static double[][] inverse(double[][] lower) {
    double[][] result = new double[lower.length][];
    for (int i = 0; i < lower.length; i++) {
      double[] row = new double[i + 1];
      for (int k = 0; k < i; k++) {
        double factor = lower[i][k];
        for (int j = 0; j <= k; j++) {
          row[j] -= factor * result[k][j];
        }
      }
      for (int j = 0; j < i; j++) {
        row[j] /= lower[i][i];
      }
      row[i] = 1 / lower[i][i];
      result[i] = row;
    }
    return result;
  }

  private static float[][] whitened(double[][] whitening, Map<String, double[]> means) {
    List<float[]> result = new ArrayList<>();
    for (double[] mean : means.values()) {
      float[] white = new float[mean.length];
      for (int i = 0; i < mean.length; i++) {
        double sum = 0;
        for (int j = 0; j <= i; j++) {
          sum += whitening[i][j] * mean[j];
        }
        white[i] = (float) sum;
      }
      result.add(white);
    }
    return result.toArray(float[][]::new);
  }

  private static float[][] triangle(double[][] rows) {
    float[][] result = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = floats(rows[i]);
    }
    return result;
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
