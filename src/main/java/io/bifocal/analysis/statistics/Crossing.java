package io.bifocal.analysis.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * From how many labels on one classifier is ahead of another.
 *
 * <p>The mean difference of the two, on the same splits, is followed over the logarithm of the
 * number of labels to where it changes its sign; of several such places to the one that parts the
 * curve best. How sure that is comes from a percentile bootstrap over the splits, of which each
 * replicate's deviation from the mean is widened as much as the variance of {@link ResampledTest},
 * because splits are not independent. What the means say is answered if at least 95 % of the
 * replicates say it too.
 *
 * @param answer what can be told
 * @param labels labels a class at the crossing, with the interval of 95 %; NaN unless one overtakes
 * @param support the share of replicates that say what the means say, 0 to 1
 */
public record Crossing(Answer answer, Estimate labels, double support) {
  /** Who is ahead where. */
  public enum Answer {
    /** With few labels the second is ahead, with many the first. */
    FIRST_OVERTAKES,
    /** With few labels the first is ahead, with many the second. */
    SECOND_OVERTAKES,
    /** The first is ahead, or as good, with every number of labels. */
    FIRST_EVERYWHERE,
    /** The second is ahead, or as good, with every number of labels. */
    SECOND_EVERYWHERE,
    /** The splits do not agree. */
    CANNOT_TELL
  }

  /**
   * Compares two curves.
   *
   * @param first of the same splits and numbers of labels as the second
   * @param testShare the test rows' share of all rows, above 0 and below 1
   * @param seed of the bootstrap
   * @throws IllegalArgumentException if the splits or numbers of labels differ, or the share is out
   *     of range
   */
  public static Crossing of(
      LearningCurve first, LearningCurve second, double testShare, long seed) {
    if (first.splits() != second.splits() || !Arrays.equals(first.labels(), second.labels())) {
      throw new IllegalArgumentException("not of the same splits and numbers of labels");
    }
    double[] axis = first.axis();
    double[][] differences = first.minus(second);
    double[] means = mean(differences, Bootstrap.once(differences.length));
    SignChange change = SignChange.of(axis, means);
    Answer answer = answer(change);
    double widening = widening(differences.length, testShare);
    SplittableRandom random = new SplittableRandom(seed);
    double[] places = new double[Bootstrap.REPLICATES];
    int agreeing = 0;
    for (int i = 0; i < Bootstrap.REPLICATES; i++) {
      double[] replicate = mean(differences, Bootstrap.draw(differences.length, random));
      for (int k = 0; k < means.length; k++) {
        replicate[k] = means[k] + widening * (replicate[k] - means[k]);
      }
      SignChange drawn = SignChange.of(axis, replicate);
      if (answer(drawn) == answer) {
        places[agreeing++] = drawn.place();
      }
    }
    double support = (double) agreeing / Bootstrap.REPLICATES;
    // One split agrees with itself, whatever it is worth.
    if (support < Estimate.CONFIDENCE || differences.length == 1) {
      return new Crossing(Answer.CANNOT_TELL, Estimate.UNKNOWN, support);
    }
    Estimate place =
        change.exists()
            ? Bootstrap.interval(change.place(), Arrays.copyOf(places, agreeing))
            : Estimate.UNKNOWN;
    return new Crossing(
        answer,
        new Estimate(Math.exp(place.value()), Math.exp(place.low()), Math.exp(place.high())),
        support);
  }

  private static Answer answer(SignChange change) {
    if (change.sign() == 0) {
      return Answer.CANNOT_TELL;
    }
    if (change.exists()) {
      return change.sign() > 0 ? Answer.FIRST_OVERTAKES : Answer.SECOND_OVERTAKES;
    }
    return change.sign() > 0 ? Answer.FIRST_EVERYWHERE : Answer.SECOND_EVERYWHERE;
  }

  /** Drawing again from n splits gives (n − 1) / n of the variance; the rest is the correction. */
  private static double widening(int splits, double testShare) {
    return ResampledTest.inflation(splits, testShare)
        * Math.sqrt(splits / Math.max(1, splits - 1.0));
  }

  private static double[] mean(double[][] differences, int[] times) {
    double[] means = new double[differences[0].length];
    for (int split = 0; split < differences.length; split++) {
      for (int i = 0; i < means.length; i++) {
        means[i] += times[split] * differences[split][i] / differences.length;
      }
    }
    return means;
  }
}
