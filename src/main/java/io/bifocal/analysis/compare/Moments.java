package io.bifocal.analysis.compare;

import java.io.Serializable;

/**
 * Means and deviations of vectors that come one by one, or in parts: each part keeps its mean and
 * the sum of the squared differences from it.
 *
 * <p>T. F. Chan, G. H. Golub, R. J. LeVeque: Algorithms for computing the sample variance. The
 * American Statistician 37, 1983, doi 10.1080/00031305.1983.10483115.
 */
final class Moments implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] means;
  private final double[] squares;
  private long count;

  Moments(int length) {
    means = new double[length];
    squares = new double[length];
  }

  /** Takes a vector. */
  Moments add(float[] vector) {
    count++;
    for (int i = 0; i < means.length; i++) {
      double difference = vector[i] - means[i];
      means[i] += difference / count;
      squares[i] += difference * (vector[i] - means[i]);
    }
    return this;
  }

  /** Takes all that another has seen. */
  Moments add(Moments other) {
    long all = count + other.count;
    for (int i = 0; i < means.length && other.count > 0; i++) {
      double difference = other.means[i] - means[i];
      means[i] += difference * other.count / all;
      squares[i] += other.squares[i] + difference * difference * count * other.count / all;
    }
    count = all;
    return this;
  }

  float[] means() {
    float[] values = new float[means.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) means[i];
    }
    return values;
  }

  /** The square roots of the mean squared differences from the mean. */
  float[] deviations() {
    float[] values = new float[means.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sqrt(squares[i] / Math.max(1, count));
    }
    return values;
  }
}
