package io.bifocal.analysis;

import org.apache.commons.math3.special.Gamma;

/**
 * Fisher's exact test: how probable it is that two samples of one population differ as much in how
 * often something occurs in them. It holds for counts of any size, rare things included, of which a
 * χ² test cries wolf. Of its two-sided forms this one is the smaller tail, doubled.
 *
 * <p>R. A. Fisher: On the interpretation of χ² from contingency tables, and the calculation of P.
 * Journal of the Royal Statistical Society 85, 1922, doi 10.2307/2340521.
 */
final class FisherExact {
  /** Terms that are smaller than this share of the sum do not change it. */
  private static final double NEGLIGIBLE = 1e-17;

  private FisherExact() {}

  /**
   * The probability, from 0 to 1.
   *
   * @param first occurrences in the first sample
   * @param firstSize things in the first sample
   * @param second occurrences in the second sample
   * @param secondSize things in the second sample
   */
  static double probability(long first, long firstSize, long second, long secondSize) {
    if (firstSize == 0 || secondSize == 0) {
      return 1;
    }
    double upper = upperTail(first, firstSize, second, secondSize);
    double lower = upperTail(firstSize - first, firstSize, secondSize - second, secondSize);
    return Math.min(1, 2 * Math.min(upper, lower));
  }

  /** The probability of at least {@code first} occurrences in the first sample. */
  private static double upperTail(long first, long firstSize, long second, long secondSize) {
    long all = first + second;
    double mean = (double) all * firstSize / (firstSize + secondSize);
    if (first <= mean) {
      // At least about a half; the other tail is the smaller one.
      return 1;
    }
    double term =
        Math.exp(
            logChoose(firstSize, first)
                + logChoose(secondSize, second)
                - logChoose(firstSize + secondSize, all));
    double sum = 0;
    double a = first;
    double b = second;
    while (term > NEGLIGIBLE * sum) {
      sum += term;
      term *= (firstSize - a) / (a + 1) * (b / (secondSize - b + 1));
      a++;
      b--;
    }
    return Math.min(1, sum);
  }

  private static double logChoose(long n, long k) {
    return Gamma.logGamma((double) n + 1)
        - Gamma.logGamma((double) k + 1)
        - Gamma.logGamma((double) n - k + 1);
  }
}
