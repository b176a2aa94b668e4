package io.bifocal.analysis.statistics;

/**
 * What a classifier said of rows whose labels are known: one probability for each class and row.
 * The predicted class is the most probable one, of equals the first; its probability is the row's
 * confidence.
 *
 * <p>The arrays are kept, not copied.
 */
public final class LabelledProbabilities {
  /** What rounding may do to the sum of a thousand floats. */
  private static final double TOLERANCE = 1e-3;

  private final float[][] probabilities;
  private final int[] labels;

  /**
   * Checks and keeps the rows.
   *
   * @param probabilities rows × classes, at least 1 × 1; from 0 to 1, each row's sum 1 within 0.001
   * @param labels the class of each row, from 0
   * @throws IllegalArgumentException if anything else is given
   */
  public LabelledProbabilities(float[][] probabilities, int[] labels) {
    if (probabilities.length == 0 || probabilities.length != labels.length) {
      throw new IllegalArgumentException(
          probabilities.length + " rows of probabilities, " + labels.length + " labels");
    }
    checkRows(probabilities);
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= probabilities[0].length) {
        throw new IllegalArgumentException(
            "row " + row + ": label " + labels[row] + " of " + probabilities[0].length);
      }
    }
    this.probabilities = probabilities;
    this.labels = labels;
  }

  /** Throws IllegalArgumentException unless each row is a distribution over the same classes. */
  static void checkRows(float[][] probabilities) {
    int classes = probabilities[0].length;
    for (int row = 0; row < probabilities.length; row++) {
      double sum = 0;
      for (float probability : probabilities[row]) {
        sum += probability >= 0 ? probability : Double.NaN;
      }
      if (probabilities[row].length != classes || !(Math.abs(sum - 1) <= TOLERANCE)) {
        throw new IllegalArgumentException(
            "row " + row + ": " + probabilities[row].length + " probabilities, sum " + sum);
      }
    }
  }

  /** How many rows. */
  public int rows() {
    return labels.length;
  }

  /** How many classes. */
  public int classes() {
    return probabilities[0].length;
  }

  /** The right class of a row. */
  public int label(int row) {
    return labels[row];
  }

  /** The probability of a class in a row. */
  public float probability(int row, int label) {
    return probabilities[row][label];
  }

  /** The most probable class of a row. */
  public int predicted(int row) {
    return mostProbable(probabilities[row]);
  }

  /** The most probable class, the first of several. */
  public static int mostProbable(float[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      if (probabilities[k] > probabilities[best]) {
        best = k;
      }
    }
    return best;
  }

  /** The probability of the predicted class. */
  public float confidence(int row) {
    return probabilities[row][predicted(row)];
  }

  /** Whether the predicted class is the right one. */
  public boolean isRight(int row) {
    return predicted(row) == labels[row];
  }

  /** The rows of each class. */
  public long[] classCounts() {
    long[] counts = new long[classes()];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /** How often each class was predicted. */
  public long[] predictedCounts() {
    long[] counts = new long[classes()];
    for (int row = 0; row < labels.length; row++) {
      counts[predicted(row)]++;
    }
    return counts;
  }

  /** The same rows as another classifier, or the same one adjusted, sees them. */
  LabelledProbabilities with(float[][] others) {
    return new LabelledProbabilities(others, labels);
  }

  float[][] values() {
    return probabilities;
  }
}
