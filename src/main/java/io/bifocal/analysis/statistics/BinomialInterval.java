package io.bifocal.analysis.statistics;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Intervals of a share that was counted: so many hits among so many independent trials.
 *
 * <p>Wilson's is right on average and the one to draw; Clopper and Pearson's never holds the true
 * share less often than promised and is the one to rely on. Neither leaves 0 to 1, and both are of
 * use for 0 hits.
 *
 * <p>E. B. Wilson: Probable inference, the law of succession, and statistical inference. Journal of
 * the American Statistical Association 22, 1927, doi 10.1080/01621459.1927.10502953. C. J. Clopper,
 * E. S. Pearson: The use of confidence or fiducial limits illustrated in the case of the binomial.
 * Biometrika 26, 1934, doi 10.1093/biomet/26.4.404. How they compare: L. D. Brown, T. T. Cai, A.
 * DasGupta: Interval estimation for a binomial proportion. Statistical Science 16, 2001, doi
 * 10.1214/ss/1009213286.
 *
 * <p>In every method: hits from 0 to trials; trials at least 0; confidence above 0 and below 1. Of
 * no trials the value is NaN and the interval 0 to 1. Other numbers are an
 * IllegalArgumentException.
 */
public final class BinomialInterval {
  /** To the last digits of a double; the distribution's own default stops at 1e-9. */
  private static final double ACCURACY = 1e-15;

  private BinomialInterval() {}

  /** Wilson's two-sided interval with a confidence of 95 %. */
  public static Estimate wilson(long hits, long trials) {
    return wilson(hits, trials, Estimate.CONFIDENCE);
  }

  /** Wilson's two-sided interval. */
  public static Estimate wilson(long hits, long trials, double confidence) {
    check(hits, trials, confidence);
    double z = normalQuantile((1 + confidence) / 2);
    return new Estimate(
        (double) hits / trials,
        wilsonBound(hits, trials, z),
        1 - wilsonBound(trials - hits, trials, z));
  }

  /** Wilson's one-sided bound: the share is at least this. */
  public static double wilsonLowerBound(long hits, long trials, double confidence) {
    check(hits, trials, confidence);
    return wilsonBound(hits, trials, normalQuantile(confidence));
  }

  /** The two-sided interval of Clopper and Pearson, half of the risk on either side. */
  public static Estimate clopperPearson(long hits, long trials, double confidence) {
    check(hits, trials, confidence);
    double risk = (1 - confidence) / 2;
    return new Estimate(
        (double) hits / trials,
        exactBound(hits, trials, risk),
        1 - exactBound(trials - hits, trials, risk));
  }

  /** The one-sided bound of Clopper and Pearson: the share is at least this. */
  public static double clopperPearsonLowerBound(long hits, long trials, double confidence) {
    check(hits, trials, confidence);
    return exactBound(hits, trials, 1 - confidence);
  }

  private static double wilsonBound(long hits, long trials, double z) {
    if (hits == 0) {
      return 0;
    }
    double share = (double) hits / trials;
    double square = z * z / trials;
    double root = Math.sqrt(square * (share * (1 - share) + square / 4));
    return Math.max(0, (share + square / 2 - root) / (1 + square));
  }

  private static double exactBound(long hits, long trials, double risk) {
    return hits == 0
        ? 0
        : new BetaDistribution(null, hits, trials - hits + 1.0, ACCURACY)
            .inverseCumulativeProbability(risk);
  }

  static double normalQuantile(double probability) {
    return new NormalDistribution(null, 0, 1).inverseCumulativeProbability(probability);
  }

  private static void check(long hits, long trials, double confidence) {
    if (hits < 0 || hits > trials || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          hits + " hits in " + trials + " trials, confidence " + confidence);
    }
  }
}
