package io.bifocal.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Holm's correction by hand, and what it promises. */
class HolmBonferroniTest {
  /** 4 × 0.005, 3 × 0.01, then 2 × 0.03, and 1 × 0.04 is less than the one before. */
  @Test
  void isWorkedByHand() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02},
        HolmBonferroni.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}),
        1e-15);
  }

  @Test
  void isAtMostOneAndTakesEqualsAlike() {
    assertArrayEquals(
        new double[] {1, 0, 1, 0.8},
        HolmBonferroni.adjusted(new double[] {0.9, 0, 0.9, 0.8 / 3}),
        1e-15);
    assertArrayEquals(new double[0], HolmBonferroni.adjusted(new double[0]));
    assertArrayEquals(new double[] {0.5}, HolmBonferroni.adjusted(new double[] {0.5}));
  }

  @Property(tries = 200)
  void liesBetweenNoCorrectionAndBonferronis(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int tests) {
    double[] pValues = new SplittableRandom(seed).doubles(tests).map(p -> p * p * p).toArray();
    double[] adjusted = HolmBonferroni.adjusted(pValues);
    for (int i = 0; i < tests; i++) {
      assertTrue(
          adjusted[i] >= pValues[i] && adjusted[i] <= Math.min(1, tests * pValues[i]) + 1e-15);
      for (int j = 0; j < tests; j++) {
        assertTrue(pValues[i] > pValues[j] || adjusted[i] <= adjusted[j], "keeps the order");
      }
    }
  }

  /** Of 300 families of 50 tests in which nothing is there, about 3 have any below 0.01. */
  @Test
  void falseAlarmsAreAsRareAsPromised() {
    SplittableRandom random = new SplittableRandom(7);
    int alarms = 0;
    for (int family = 0; family < 300; family++) {
      for (double p : HolmBonferroni.adjusted(random.doubles(50).toArray())) {
        if (p < 0.01) {
          alarms++;
          break;
        }
      }
    }
    assertTrue(alarms <= 10, "" + alarms);
  }
}
