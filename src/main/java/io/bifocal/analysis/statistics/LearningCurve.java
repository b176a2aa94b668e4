package io.bifocal.analysis.statistics;

import java.util.Arrays;

/**
 * Scores by the number of labels a class that a classifier learnt from, of several splits, looked
 * at over the logarithm of that number.
 *
 * <p>The arrays are kept, not copied.
 */
public final class LearningCurve {
  private final double[] labels;
  private final double[][] scores;

  /**
   * Checks and keeps scores.
   *
   * @param labels labels a class, above 0, strictly ascending, at least one number
   * @param scores splits × numbers of labels, at least one split
   * @throws IllegalArgumentException if anything else is given
   */
  public LearningCurve(double[] labels, double[][] scores) {
    for (int i = 0; i < labels.length; i++) {
      if (!(labels[i] > (i == 0 ? 0 : labels[i - 1]))) {
        throw new IllegalArgumentException("not ascending: " + Arrays.toString(labels));
      }
    }
    boolean ragged = Arrays.stream(scores).anyMatch(split -> split.length != labels.length);
    if (labels.length == 0 || scores.length == 0 || ragged) {
      throw new IllegalArgumentException(
          scores.length + " splits, not each with scores for " + Arrays.toString(labels));
    }
    this.labels = labels;
    this.scores = scores;
  }

  /** How many splits. */
  public int splits() {
    return scores.length;
  }

  /**
   * The mean score at each number of labels, with the interval of {@link ResampledTest#mean}.
   *
   * @param testShare the test rows' share of all rows, above 0 and below 1
   */
  public Estimate[] means(double testShare) {
    Estimate[] means = new Estimate[labels.length];
    Arrays.setAll(means, i -> ResampledTest.mean(at(i), testShare));
    return means;
  }

  /** The scores of all splits at one number of labels, by its place. */
  public double[] at(int point) {
    return Arrays.stream(scores).mapToDouble(split -> split[point]).toArray();
  }

  /**
   * Of each split the area under its scores over the logarithm of the number of labels, where the
   * axis is from 0 to 1: the mean score, each doubling of labels counting alike. Of a single number
   * of labels it is the score there. The mean of areas and their differences have their intervals
   * from {@link ResampledTest}.
   */
  public double[] areas() {
    double[] axis = axis();
    double[] areas = new double[scores.length];
    for (int split = 0; split < areas.length; split++) {
      areas[split] =
          axis.length == 1
              ? scores[split][0]
              : integral(axis, scores[split]) / (axis[axis.length - 1] - axis[0]);
    }
    return areas;
  }

  double[] labels() {
    return labels;
  }

  double[] axis() {
    return Arrays.stream(labels).map(Math::log).toArray();
  }

  /** Of each split, this one's scores minus the other's. */
  double[][] minus(LearningCurve other) {
    double[][] differences = new double[scores.length][labels.length];
    for (int split = 0; split < scores.length; split++) {
      for (int i = 0; i < labels.length; i++) {
        differences[split][i] = scores[split][i] - other.scores[split][i];
      }
    }
    return differences;
  }

  private static double integral(double[] axis, double[] values) {
    double sum = 0;
    for (int i = 1; i < axis.length; i++) {
      sum += (axis[i] - axis[i - 1]) * (values[i] + values[i - 1]) / 2;
    }
    return sum;
  }
}
