package io.bifocal.analysis.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * Whether one classifier is better than another on the same repeated random splits.
 *
 * <p>Splits of one collection share images, so their scores are not independent, and the usual t
 * test finds differences where there are none. The variance of the mean of J scores is therefore
 * taken to be (1/J + test rows / other rows) times that of a score, not 1/J times: C. Nadeau, Y.
 * Bengio: Inference for the generalization error. Machine Learning 52, 2003, doi
 * 10.1023/A:1024068626366.
 *
 * <p>The rows that count are those of the split, however few of them a point of a learning curve
 * trains on: fewer training rows have fewer in common from split to split, so that the correction
 * is then on the safe side.
 *
 * <p>Many tests are corrected together by {@link HolmBonferroni}.
 *
 * @param difference mean of the first's scores minus the second's, with an interval of 95 %
 * @param t the corrected statistic, with one degree of freedom less than there are splits
 * @param pValue two-sided
 */
public record ResampledTest(Estimate difference, double t, double pValue) {
  private static final double ACCURACY = 1e-14;

  /**
   * The mean of scores, with an interval of 95 %.
   *
   * @param scores one a split, at least one; of one alone the interval is unbounded
   * @param testShare the test rows' share of all rows, above 0 and below 1
   * @throws IllegalArgumentException if there are none, or the share is out of range
   */
  public static Estimate mean(double[] scores, double testShare) {
    double mean = new Mean().evaluate(scores);
    double error = standardError(scores, testShare);
    if (scores.length == 1) {
      return new Estimate(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double quantile = student(scores).inverseCumulativeProbability((1 + Estimate.CONFIDENCE) / 2);
    return new Estimate(mean, mean - quantile * error, mean + quantile * error);
  }

  /**
   * Compares two classifiers.
   *
   * @param first one score a split, at least one
   * @param second of the same splits in the same order
   * @param testShare the test rows' share of all rows, above 0 and below 1
   * @return where all differences are equal: probability 1 if they are 0, and else 0; of a single
   *     split, 1
   * @throws IllegalArgumentException if the numbers differ, there are none, or the share is out of
   *     range
   */
  public static ResampledTest compare(double[] first, double[] second, double testShare) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(first.length + " scores and " + second.length);
    }
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    Estimate mean = mean(differences, testShare);
    double t = mean.value() == 0 ? 0 : mean.value() / standardError(differences, testShare);
    double pValue =
        first.length == 1 || t == 0
            ? 1
            : 2 * student(differences).cumulativeProbability(-Math.abs(t));
    return new ResampledTest(mean, t, pValue);
  }

  /** By how much the standard deviation of a mean of scores is larger than of independent ones. */
  static double inflation(int splits, double testShare) {
    if (splits == 0 || !(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException(splits + " splits, test share " + testShare);
    }
    return Math.sqrt(1 + splits * testShare / (1 - testShare));
  }

  private static double standardError(double[] scores, double testShare) {
    double inflation = inflation(scores.length, testShare);
    return inflation * Math.sqrt(new Variance().evaluate(scores) / scores.length);
  }

  private static TDistribution student(double[] scores) {
    return new TDistribution(null, scores.length - 1.0, ACCURACY);
  }
}
