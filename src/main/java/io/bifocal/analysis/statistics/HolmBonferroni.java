package io.bifocal.analysis.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects the p-values of many tests, so that the probability of any false alarm among all of them
 * is no larger than the level, however the tests depend on each other.
 *
 * <p>S. Holm: A simple sequentially rejective multiple test procedure. Scandinavian Journal of
 * Statistics 6, 1979, pages 65 to 70.
 */
public final class HolmBonferroni {
  private HolmBonferroni() {}

  /**
   * The corrected p-values: the k-th smallest of n is multiplied by n + 1 − k, is no smaller than
   * those before it, and at most 1.
   *
   * @param pValues from 0 to 1, in any order
   * @return in the same order
   */
  public static double[] adjusted(double[] pValues) {
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int k = 0; k < order.length; k++) {
      largest = Math.max(largest, Math.min(1, (order.length - k) * pValues[order[k]]));
      adjusted[order[k]] = largest;
    }
    return adjusted;
  }
}
