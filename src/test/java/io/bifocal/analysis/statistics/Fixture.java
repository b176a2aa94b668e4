package io.bifocal.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

/**
 * Rows that src/test/resources/statistics/reference.py makes by the same formulas. What the tests
 * expect of them is what that script prints.
 */
final class Fixture {
  private Fixture() {}

  static float[][] probabilities(int rows, int classes) {
    float[][] probabilities = new float[rows][classes];
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += Math.exp(logit(row, k));
      }
      for (int k = 0; k < classes; k++) {
        probabilities[row][k] = (float) (Math.exp(logit(row, k)) / sum);
      }
    }
    return probabilities;
  }

  static LabelledProbabilities labelled(int rows, int classes) {
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        double noise = 2.5 * Math.sin(39.425 * (row + 1) * (k + 1) + 11.135 * (k + 1));
        if (logit(row, k) + noise > best) {
          best = logit(row, k) + noise;
          labels[row] = k;
        }
      }
    }
    return new LabelledProbabilities(probabilities(rows, classes), labels);
  }

  private static double logit(int row, int k) {
    return 2 * Math.sin(12.9898 * (row + 1) + 78.233 * (k + 1) * (k + 1));
  }

  /** Rows without a formula, some with equal probabilities, some sure. */
  static LabelledProbabilities random(long seed, int rows, int classes) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] probabilities = new float[rows][classes];
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      int sum = 0;
      int[] parts = new int[classes];
      for (int k = 0; k < classes; k++) {
        parts[k] = random.nextInt(4);
        sum += parts[k];
      }
      parts[0] += sum == 0 ? 1 : 0;
      for (int k = 0; k < classes; k++) {
        probabilities[row][k] = (float) parts[k] / Math.max(1, sum);
      }
      labels[row] = random.nextInt(classes);
    }
    return new LabelledProbabilities(probabilities, labels);
  }

  static void assertEstimate(
      double value, double low, double high, Estimate actual, double tolerance) {
    assertEquals(value, actual.value(), tolerance);
    assertEquals(low, actual.low(), tolerance);
    assertEquals(high, actual.high(), tolerance);
  }
}
