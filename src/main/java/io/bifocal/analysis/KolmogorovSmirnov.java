package io.bifocal.analysis;

/**
 * The Kolmogorov–Smirnov test of two samples: the largest distance of their distribution functions,
 * and how probable one as large is where both come from one distribution.
 *
 * <p>N. Smirnov: Table for estimating the goodness of fit of empirical distributions. Annals of
 * Mathematical Statistics 19, 1948, doi 10.1214/aoms/1177730256. The correction for small samples
 * is that of M. A. Stephens: Use of the Kolmogorov–Smirnov, Cramér–von Mises and related statistics
 * without extensive tables. Journal of the Royal Statistical Society B 32, 1970, doi
 * 10.1111/j.2517-6161.1970.tb00821.x.
 *
 * <p>Of histograms the distance is looked at where bins end. It is never larger than that of the
 * values themselves, and smaller by at most the largest of min(p, q) over all bins, p and q being
 * the shares of the two samples in a bin: within a bin, the functions grow by no more than these.
 * Bins that hold a single value lose nothing.
 */
final class KolmogorovSmirnov {
  /** Below it the other of two series converges faster. */
  private static final double MIDDLE = 1.18;

  private KolmogorovSmirnov() {}

  /**
   * The distance of two histograms.
   *
   * @param first counts, at least 0, in the order of the bins
   * @param second counts of the same bins
   * @return from 0 to 1; 0 where one side has no counts at all
   */
  static double distance(double[] first, double[] second) {
    double firstSum = 0;
    double secondSum = 0;
    for (int i = 0; i < first.length; i++) {
      firstSum += first[i];
      secondSum += second[i];
    }
    if (firstSum == 0 || secondSum == 0) {
      return 0;
    }
    double distance = 0;
    double firstBelow = 0;
    double secondBelow = 0;
    for (int i = 0; i < first.length; i++) {
      firstBelow += first[i];
      secondBelow += second[i];
      distance = Math.max(distance, Math.abs(firstBelow / firstSum - secondBelow / secondSum));
    }
    return Math.min(1, distance);
  }

  /**
   * The probability of at least {@code distance} for two samples of one distribution; too large,
   * never too small by much, where values repeat.
   *
   * @param n values of the first sample, above 0
   * @param m values of the second
   */
  static double probability(double distance, double n, double m) {
    double root = Math.sqrt(n / (n + m) * m);
    return survival((root + 0.12 + 0.11 / root) * distance);
  }

  /** The probability that a variable of Kolmogorov's distribution is above {@code x}. */
  static double survival(double x) {
    if (x <= 0) {
      return 1;
    }
    double sum = 0;
    if (x < MIDDLE) {
      for (int k = 1; k <= 7; k += 2) {
        sum += Math.exp(-(k * k * Math.PI * Math.PI) / (8 * x * x));
      }
      return 1 - Math.sqrt(2 * Math.PI) / x * sum;
    }
    for (int k = 1; k <= 5; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * x * x);
    }
    return sum;
  }
}
