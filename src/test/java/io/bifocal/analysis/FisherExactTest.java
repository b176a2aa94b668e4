package io.bifocal.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Fisher's exact test against the hypergeometric distribution of scipy. */
class FisherExactTest {
  /**
   * {@code python3 -c "from scipy.stats import hypergeom as h; f = lambda a, n, b, m: print(a, n,
   * b, m, min(1, 2 * min(h.sf(a - 1, n + m, a + b, n), h.cdf(a, n + m, a + b, n)))); [f(*x) for x
   * in ((8, 10, 1, 10), (0, 60, 40, 1000), (30, 60, 100, 1000), (5, 100, 50, 1000), (300, 2000,
   * 100000, 1000000), (12, 50, 0, 100000), (1, 50, 9, 100000))]"}
   */
  @Test
  void isTheDoubledTailOfTheHypergeometricDistribution() {
    double[][] expected = {
      {8, 10, 1, 10, 0.005477494641581329},
      {0, 60, 40, 1000, 0.18582992938623394},
      {30, 60, 100, 1000, 2.1549518221459156e-13},
      {5, 100, 50, 1000, 1},
      {300, 2000, 100000, 1000000, 3.3134995130710823e-12},
      {12, 50, 0, 100000, 1.156819990205564e-40},
      {1, 50, 9, 100000, 0.009973002471447234}
    };
    for (double[] row : expected) {
      assertEquals(
          row[4],
          FisherExact.probability((long) row[0], (long) row[1], (long) row[2], (long) row[3]),
          1e-6 * row[4],
          row[0] + " of " + row[1]);
    }
  }

  /** Of a billion, where it is the normal distribution: 2 (1 − Φ(z)) for z = 3 is 0.0027. */
  @Test
  void holdsForABillion() {
    long size = 1_000_000_000;
    long more = Math.round(3 * Math.sqrt(2 * size * 0.3 * 0.7));
    double probability = FisherExact.probability(300_000_000 + more, size, 300_000_000, size);
    assertEquals(0.0027, probability, 1e-4);
  }

  @Test
  void nothingToCompareIsNoDifference() {
    assertEquals(1, FisherExact.probability(0, 0, 3, 10));
    assertEquals(1, FisherExact.probability(0, 10, 0, 10));
    assertEquals(1, FisherExact.probability(10, 10, 20, 20));
  }

  @Property(tries = 300)
  void isAProbabilityAndTheSameBothWays(
      @ForAll @IntRange(max = 40) int first, @ForAll @IntRange(max = 70) int second) {
    double probability = FisherExact.probability(first, 40, second, 70);
    assertTrue(probability >= 0 && probability <= 1, "" + probability);
    assertEquals(probability, FisherExact.probability(second, 70, first, 40), 1e-9);
    assertEquals(probability, FisherExact.probability(40 - first, 40, 70 - second, 70), 1e-9);
  }
}
