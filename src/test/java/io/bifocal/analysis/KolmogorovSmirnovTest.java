package io.bifocal.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The Kolmogorov–Smirnov test against scipy, and against the values that a histogram is of. */
class KolmogorovSmirnovTest {
  /**
   * {@code python3 -c "from scipy.special import kolmogorov as k; [print(x, k(x)) for x in (.3, .5,
   * .8, 1.1, 1.3, 1.6, 2.5)]"}
   */
  @Test
  void theDistributionIsKolmogorovs() {
    double[][] expected = {
      {0.3, 0.9999906941986655},
      {0.5, 0.9639452436648751},
      {0.8, 0.5441424115741981},
      {1.1, 0.1777181926064012},
      {1.3, 0.06809222184476636},
      {1.6, 0.011952043239196616},
      {2.5, 7.453306344157342e-06}
    };
    for (double[] pair : expected) {
      assertEquals(pair[1], KolmogorovSmirnov.survival(pair[0]), 1e-10, "at " + pair[0]);
    }
    assertEquals(1, KolmogorovSmirnov.survival(0));
    assertEquals(0, KolmogorovSmirnov.survival(40));
  }

  /**
   * {@code python3 -c "from scipy.stats import ks_2samp as t; import numpy as n; a, b = [0] * 10 +
   * [1] * 30 + [2] * 60, [0] * 30 + [1] * 20 + [2] * 10; r = t(a, b, method='exact'); print(r)"}:
   * for values that repeat, an upper bound.
   */
  @Test
  void distanceAndProbabilityAreThoseOfScipy() {
    double distance =
        KolmogorovSmirnov.distance(new double[] {10, 30, 60}, new double[] {30, 20, 10});
    assertEquals(0.43333333333333335, distance, 1e-12);
    assertEquals(
        7.906556021888859e-07,
        KolmogorovSmirnov.probability(distance, 100, 60),
        7.906556021888859e-07 * 0.2);
  }

  /**
   * {@code python3 -c "from scipy.stats import kstwo; from scipy.stats import ks_2samp as t; import
   * numpy as n; a = n.arange(80); [print(d, t(a, n.arange(50) * 1.6 + d + .5, method='exact')) for
   * d in (5, 15, 20)]"}
   */
  @Test
  void probabilitiesOfSmallSamplesAreNearTheExactOnes() {
    double[][] expected = {
      {0.08, 0.9793538260631602}, {0.205, 0.130488041475874}, {0.2675, 0.019845335842875747}
    };
    for (double[] pair : expected) {
      assertEquals(pair[1], KolmogorovSmirnov.probability(pair[0], 80, 50), 0.05 * pair[1] + 1e-6);
    }
  }

  /** Histograms lose at most the largest min(p, q) of a bin, and never add. */
  @Property(tries = 200)
  void theErrorOfBinsIsBounded(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int edges) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] first = random.doubles(40).toArray();
    double[] second = random.doubles(70).map(x -> x * x).toArray();
    double[] cuts = random.doubles(edges).sorted().toArray();
    double[] a = histogram(first, cuts);
    double[] b = histogram(second, cuts);
    double bound = 0;
    for (int i = 0; i < a.length; i++) {
      bound = Math.max(bound, Math.min(a[i] / first.length, b[i] / second.length));
    }
    double distance = KolmogorovSmirnov.distance(a, b);
    double exact = exact(first, second);
    assertTrue(distance <= exact + 1e-12, distance + " > " + exact);
    assertTrue(exact <= distance + bound + 1e-12, exact + " > " + distance + " + " + bound);
  }

  @Property(tries = 300)
  void isBetweenZeroAndOneAndTheSameBothWays(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] first = random.ints(9, 0, 50).asDoubleStream().toArray();
    double[] second = random.ints(9, 0, 50).asDoubleStream().toArray();
    double distance = KolmogorovSmirnov.distance(first, second);
    assertTrue(distance >= 0 && distance <= 1, "" + distance);
    assertEquals(distance, KolmogorovSmirnov.distance(second, first), 1e-12);
    assertEquals(0, KolmogorovSmirnov.distance(first, first), 1e-12);
    double probability = KolmogorovSmirnov.probability(distance, 200, 90);
    assertTrue(probability >= 0 && probability <= 1, "" + probability);
  }

  @Test
  void aSideWithoutCountsSaysNothing() {
    assertEquals(0, KolmogorovSmirnov.distance(new double[3], new double[] {1, 2, 3}));
  }

  private static double[] histogram(double[] values, double[] cuts) {
    double[] histogram = new double[cuts.length + 1];
    for (double value : values) {
      histogram[(int) Arrays.stream(cuts).filter(cut -> cut < value).count()]++;
    }
    return histogram;
  }

  /** By the definition, at every value. */
  private static double exact(double[] first, double[] second) {
    TreeSet<Double> all = new TreeSet<>();
    Arrays.stream(first).forEach(all::add);
    Arrays.stream(second).forEach(all::add);
    double distance = 0;
    for (double x : all) {
      double below = Arrays.stream(first).filter(value -> value <= x).count();
      double others = Arrays.stream(second).filter(value -> value <= x).count();
      distance = Math.max(distance, Math.abs(below / first.length - others / second.length));
    }
    return distance;
  }
}
