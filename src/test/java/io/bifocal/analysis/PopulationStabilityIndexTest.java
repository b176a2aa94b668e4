package io.bifocal.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The population stability index against the divergences of scipy, and what defines it. */
class PopulationStabilityIndexTest {
  /**
   * {@code python3 -c "from scipy.stats import entropy as h; import numpy as n; f = lambda a, b:
   * (lambda p, q: print(h(p, q) + h(q, p)))(n.add(a, .5) / n.add(a, .5).sum(), n.add(b, .5) /
   * n.add(b, .5).sum()); f([100, 200, 300], [10, 50, 20]); f([0, 900, 100], [40, 40, 20]); f([7,
   * 1], [0, 90])"}
   */
  @Test
  void isTheSumOfBothRelativeEntropies() {
    assertEquals(
        0.35765520812126056, index(new double[] {100, 200, 300}, new double[] {10, 50, 20}), 1e-12);
    assertEquals(
        3.140953486123372, index(new double[] {0, 900, 100}, new double[] {40, 40, 20}), 1e-12);
    assertEquals(5.6358728837955425, index(new double[] {7, 1}, new double[] {0, 90}), 1e-12);
  }

  @Test
  void binsThatAreEmptyOnBothSidesDoNotCount() {
    assertEquals(
        index(new double[] {5, 9}, new double[] {8, 2}),
        index(new double[] {0, 5, 0, 9, 0}, new double[] {0, 8, 0, 2, 0}),
        1e-12);
  }

  @Test
  void aSideWithoutCountsSaysNothing() {
    assertEquals(0, index(new double[] {1, 2}, new double[] {0, 0}));
    assertEquals(0, index(new double[0], new double[0]));
  }

  /** Two normal distributions of variance 1, their means 0.5 apart: (0.5)² = 0.25. */
  @Test
  void halfAStandardDeviationIsAQuarter() {
    double[] first = new double[400];
    double[] second = new double[400];
    for (int i = 0; i < first.length; i++) {
      double x = (i - 200) / 40.0;
      first[i] = 1e8 * Math.exp(-x * x / 2);
      second[i] = 1e8 * Math.exp(-(x - 0.5) * (x - 0.5) / 2);
    }
    assertEquals(0.25, index(first, second), 1e-3);
  }

  @Property(tries = 300)
  void isAtLeastZeroAndTheSameBothWays(@ForAll long seed, @ForAll @IntRange(max = 5) int turn) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] first = counts(random);
    double[] second = counts(random);
    double index = index(first, second);
    assertTrue(index >= 0, "" + index);
    assertEquals(index, index(second, first), 1e-12);
    assertEquals(index, index(turned(first, turn), turned(second, turn)), 1e-12);
    assertEquals(0, index(first, first));
  }

  /** Six of them, some of which are 0. */
  private static double[] counts(SplittableRandom random) {
    return random.ints(6, -200, 1000).mapToDouble(count -> Math.max(0, count)).toArray();
  }

  private static double[] turned(double[] counts, int turn) {
    double[] turned = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      turned[(i + turn) % counts.length] = counts[i];
    }
    return turned;
  }

  private static double index(double[] expected, double[] actual) {
    return PopulationStabilityIndex.of(expected, actual);
  }
}
