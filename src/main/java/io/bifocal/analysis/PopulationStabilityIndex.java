package io.bifocal.analysis;

/**
 * The population stability index of two histograms over the same bins or categories: the sum of (p
 * − q) ln(p / q) over their shares p and q. At least 0, without upper bound, 0 for equal
 * histograms; the same whichever of the two is called the first. By convention below 0.1 is no
 * change, from 0.25 a large one; two normal distributions of one variance reach 0.25 where their
 * means are half a standard deviation apart.
 *
 * <p>E. M. Lewis: An introduction to credit scoring, 1992. It is the divergence of H. Jeffreys: An
 * invariant form for the prior probability in estimation problems. Proceedings of the Royal Society
 * A 186, 1946, doi 10.1098/rspa.1946.0056. Without any change it is about (bins − 1)(1/n + 1/m) for
 * n and m values: B. Yurdakul, J. Naranjo: Statistical properties of the population stability
 * index. Journal of Risk Model Validation 14, 2020, doi 10.21314/JRMV.2020.227.
 */
final class PopulationStabilityIndex {
  /** Added to every count, so that what is seen on one side only does not make it infinite. */
  private static final double PSEUDO_COUNT = 0.5;

  private PopulationStabilityIndex() {}

  /**
   * The index of two histograms.
   *
   * @param expected counts, at least 0
   * @param actual counts of the same bins; bins that are empty on both sides do not count
   * @return 0 where one side has no counts at all
   */
  static double of(double[] expected, double[] actual) {
    double expectedSum = 0;
    double actualSum = 0;
    int bins = 0;
    for (int i = 0; i < expected.length; i++) {
      expectedSum += expected[i];
      actualSum += actual[i];
      bins += expected[i] + actual[i] > 0 ? 1 : 0;
    }
    if (expectedSum == 0 || actualSum == 0) {
      return 0;
    }
    double index = 0;
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] + actual[i] > 0) {
        double p = (expected[i] + PSEUDO_COUNT) / (expectedSum + PSEUDO_COUNT * bins);
        double q = (actual[i] + PSEUDO_COUNT) / (actualSum + PSEUDO_COUNT * bins);
        index += (p - q) * Math.log(p / q);
      }
    }
    return index;
  }
}
