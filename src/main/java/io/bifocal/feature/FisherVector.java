package io.bifocal.feature;

import java.util.Arrays;

/**
 * Improved Fisher vectors: the gradients of the log-likelihood of the descriptors by the means and
 * the standard deviations of the Gaussians, each in units of its own Fisher information. How many
 * descriptors there are does not matter, since the result is scaled to length 1.
 */
final class FisherVector implements WordEncoder {
  /** Gaussians less likely than this by their logarithm, about 1e-6, do not count. */
  private static final double FAINT = -14;

  private final int words;
  private final int values;
  private final float[] means;
  private final float[] precisions;
  private final float[][] inverseDeviations;
  private final float[][] centers;
  private final double[] offsets;
  private final double[] meanScales;
  private final double[] deviationScales;
  private final float[] distances;
  private final double[] likelihoods;

  FisherVector(Vocabulary vocabulary) {
    centers = vocabulary.centers();
    words = centers.length;
    values = centers[0].length;
    means = new float[Math.multiplyExact(words, values)];
    precisions = new float[means.length];
    inverseDeviations = new float[words][values];
    offsets = new double[words];
    meanScales = new double[words];
    deviationScales = new double[words];
    distances = new float[words];
    likelihoods = new double[words];
    for (int k = 0; k < words; k++) {
      double weight = vocabulary.weights()[k];
      offsets[k] = Math.log(weight);
      // A Gaussian without weight takes no descriptor.
      meanScales[k] = weight > 0 ? 1 / Math.sqrt(weight) : 0;
      deviationScales[k] = meanScales[k] / Math.sqrt(2);
      for (int d = 0; d < values; d++) {
        double variance = vocabulary.variances()[k][d];
        means[d * words + k] = centers[k][d];
        precisions[d * words + k] = (float) (1 / variance);
        inverseDeviations[k][d] = (float) (1 / Math.sqrt(variance));
        offsets[k] -= Math.log(variance) / 2;
      }
    }
  }

  @Override
  public int length() {
    return 2 * words * values;
  }

  @Override
  public void add(float[] descriptors, int count, int[] cells, double[] sums) {
    for (int i = 0; i < count; i++) {
      addDescriptor(descriptors, i * values, cells[i], sums);
    }
  }

  private void addDescriptor(float[] descriptors, int from, int cell, double[] sums) {
    measure(descriptors, from);
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < words; k++) {
      likelihoods[k] = offsets[k] - distances[k] / 2.0;
      most = Math.max(most, likelihoods[k]);
    }
    double total = 0;
    for (int k = 0; k < words; k++) {
      double logarithm = likelihoods[k] - most;
      likelihoods[k] = logarithm > FAINT ? Math.exp(logarithm) : 0;
      total += likelihoods[k];
    }
    for (int k = 0; k < words; k++) {
      if (likelihoods[k] > 0) {
        int to = cell + k * values;
        addGradients(descriptors, from, k, likelihoods[k] / total, sums, to);
      }
    }
  }

  /** Squared Mahalanobis distances to all Gaussians at once. */
  private void measure(float[] descriptors, int from) {
    Arrays.fill(distances, 0);
    for (int d = 0; d < values; d++) {
      addOne(descriptors[from + d], means, precisions, d * words, distances);
    }
  }

  private static void addOne(
      float value, float[] means, float[] precisions, int at, float[] sums) {
    for (int k = 0; k < sums.length; k++) {
      float difference = value - means[at + k];
      sums[k] += difference * difference * precisions[at + k];
    }
  }

  private void addGradients(
      float[] descriptors, int from, int word, double posterior, double[] sums, int to) {
    float[] center = centers[word];
    float[] inverse = inverseDeviations[word];
    double mean = posterior * meanScales[word];
    double deviation = posterior * deviationScales[word];
    int second = to + words * values;
    for (int d = 0; d < center.length; d++) {
      double u = (descriptors[from + d] - center[d]) * inverse[d];
      sums[to + d] += mean * u;
      sums[second + d] += deviation * (u * u - 1);
    }
  }

  @Override
  public void normalize(double[] sums, int from, double share, float[] vector) {
    WordEncoder.powerNormalize(sums, from, length(), vector);
  }
}
