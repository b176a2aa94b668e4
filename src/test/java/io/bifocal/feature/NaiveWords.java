package io.bifocal.feature;

import java.util.Arrays;

/** The encodings as their definitions have them, in double precision, one sum after the other. */
final class NaiveWords {
  private NaiveWords() {}

  static double[] projected(VocabularyRecipe recipe, Vocabulary vocabulary, float[] raw) {
    double[] x = new double[raw.length];
    double sum = 0;
    for (float value : raw) {
      sum += value;
    }
    for (int i = 0; i < raw.length; i++) {
      x[i] = !recipe.rooted() ? raw[i] : sum == 0 ? 0 : Math.sqrt(raw[i] / sum);
    }
    if (recipe.components() == 0) {
      return x;
    }
    double[] y = new double[recipe.components()];
    for (int c = 0; c < y.length; c++) {
      for (int i = 0; i < x.length; i++) {
        y[c] += vocabulary.projection()[c][i] * (x[i] - vocabulary.mean()[i]);
      }
    }
    return y;
  }

  static int nearest(Vocabulary vocabulary, double[] x) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < vocabulary.centers().length; k++) {
      double distance = 0;
      for (int d = 0; d < x.length; d++) {
        distance += Math.pow(x[d] - vocabulary.centers()[k][d], 2);
      }
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    return nearest;
  }

  /** How often each word is the nearest. */
  static double[] bagOfWords(Vocabulary vocabulary, double[][] descriptors) {
    double[] counts = new double[vocabulary.centers().length];
    for (double[] x : descriptors) {
      counts[nearest(vocabulary, x)]++;
    }
    return counts;
  }

  static double[] vlad(Vocabulary vocabulary, double[][] descriptors) {
    int values = vocabulary.centers()[0].length;
    double[] sums = new double[vocabulary.centers().length * values];
    for (double[] x : descriptors) {
      int k = nearest(vocabulary, x);
      for (int d = 0; d < values; d++) {
        sums[k * values + d] += x[d] - vocabulary.centers()[k][d];
      }
    }
    return powerNormalized(sums);
  }

  static double[] fisher(Vocabulary vocabulary, double[][] descriptors) {
    return powerNormalized(gradients(vocabulary, descriptors));
  }

  private static double[] gradients(Vocabulary vocabulary, double[][] descriptors) {
    int words = vocabulary.centers().length;
    int values = vocabulary.centers()[0].length;
    double[] sums = new double[2 * words * values];
    for (double[] x : descriptors) {
      double[] posterior = new double[words];
      double all = logLikelihood(vocabulary, x);
      for (int k = 0; k < words; k++) {
        posterior[k] = Math.exp(logLikelihood(vocabulary, k, x) - all);
      }
      for (int k = 0; k < words; k++) {
        double weight = vocabulary.weights()[k];
        for (int d = 0; d < values; d++) {
          double u = (x[d] - vocabulary.centers()[k][d]) / Math.sqrt(vocabulary.variances()[k][d]);
          sums[k * values + d] += posterior[k] * u / Math.sqrt(weight);
          sums[(words + k) * values + d] += posterior[k] * (u * u - 1) / Math.sqrt(2 * weight);
        }
      }
    }
    return sums;
  }

  /** Of a descriptor under the whole mixture. */
  static double logLikelihood(Vocabulary vocabulary, double[] x) {
    double[] logs = new double[vocabulary.centers().length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = logLikelihood(vocabulary, k, x);
    }
    double most = Arrays.stream(logs).max().orElseThrow();
    return most + Math.log(Arrays.stream(logs).map(log -> Math.exp(log - most)).sum());
  }

  private static double logLikelihood(Vocabulary vocabulary, int k, double[] x) {
    double log = Math.log(vocabulary.weights()[k]);
    for (int d = 0; d < x.length; d++) {
      double variance = vocabulary.variances()[k][d];
      double difference = x[d] - vocabulary.centers()[k][d];
      log -= (difference * difference / variance + Math.log(2 * Math.PI * variance)) / 2;
    }
    return log;
  }

  static double[] powerNormalized(double[] sums) {
    double[] roots =
        Arrays.stream(sums).map(s -> Math.signum(s) * Math.sqrt(Math.abs(s))).toArray();
    double norm = Math.sqrt(Arrays.stream(roots).map(r -> r * r).sum());
    return Arrays.stream(roots).map(r -> norm == 0 ? 0 : r / norm).toArray();
  }
}
