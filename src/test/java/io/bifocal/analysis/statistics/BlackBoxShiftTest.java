package io.bifocal.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against the paper's form of it in numpy, with the literals of reference.py. */
class BlackBoxShiftTest {
  private static final ConfusionMatrix HELD_OUT =
      ConfusionMatrix.of(new long[][] {{80, 15, 5}, {10, 50, 20}, {5, 25, 40}});

  @Test
  void isThatOfTheReference() {
    List<Estimate> priors = BlackBoxShift.estimate(HELD_OUT, new long[] {120, 500, 380}, 1);
    double[] expected = {0.025974025974, 0.55341991342, 0.420606060606};
    double[] low = {0, 0.24548474144, 0.135229122219};
    double[] high = {0.097078768808, 0.847672009264, 0.705660740228};
    for (int k = 0; k < 3; k++) {
      assertEquals(expected[k], priors.get(k).value(), 1e-9);
      assertEquals(low[k], priors.get(k).low(), 0.04);
      assertEquals(high[k], priors.get(k).high(), 0.04);
    }
    assertEquals(
        priors, BlackBoxShift.estimate(HELD_OUT, new long[] {120, 500, 380}, 1), "one seed");
  }

  @Test
  void whatWouldBeNegativeIsNothing() {
    List<Estimate> priors = BlackBoxShift.estimate(HELD_OUT, new long[] {10, 10, 980}, 1);
    assertEquals(0.004540982366, priors.get(0).value(), 1e-9);
    assertEquals(0, priors.get(1).value());
    assertEquals(0.995459017634, priors.get(2).value(), 1e-9);
  }

  /** Classes 0 and 1 are always taken for 0, so that they share its rows; class 3 is not there. */
  @Test
  void classesThatAreNeverToldApartShareAndAbsentOnesHaveNothing() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(
            new long[][] {{10, 0, 0, 0}, {10, 0, 0, 0}, {0, 0, 10, 0}, {0, 0, 0, 0}});
    List<Estimate> priors = BlackBoxShift.estimate(matrix, new long[] {60, 0, 40, 0}, 1);
    assertEquals(0.3, priors.get(0).value(), 1e-9);
    assertEquals(0.3, priors.get(1).value(), 1e-9);
    assertEquals(0.4, priors.get(2).value(), 1e-9);
    assertEquals(new Estimate(0, 0, 0), priors.get(3));
    Estimate unknown = BlackBoxShift.estimate(matrix, new long[] {0, 5, 0, 0}, 1).get(0);
    assertTrue(Double.isNaN(unknown.value()), "class 1 was never predicted before");
  }

  /** A thousand million rows: what is unsure is the classifier alone. */
  @Test
  void manyRowsAreNotDrawnOneByOne() {
    ConfusionMatrix sharp = ConfusionMatrix.of(new long[][] {{5000, 0}, {0, 5000}});
    Estimate prior = BlackBoxShift.estimate(sharp, new long[] {300_000_000, 700_000_000}, 1).get(0);
    assertEquals(0.3, prior.value(), 1e-9);
    assertTrue(prior.high() - prior.low() < 0.007, prior.toString());
  }

  @Test
  void withoutRowsOrWithOtherClassesItRefuses() {
    assertThrows(
        IllegalArgumentException.class, () -> BlackBoxShift.estimate(HELD_OUT, new long[3], 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> BlackBoxShift.estimate(HELD_OUT, new long[] {1, 2}, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> BlackBoxShift.estimate(ConfusionMatrix.of(new long[2][2]), new long[] {1, 2}, 1));
  }

  @Property(tries = 30)
  void priorsAreADistributionInsideTheirIntervals(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int classes) {
    SplittableRandom random = new SplittableRandom(seed);
    long[][] counts = new long[classes][];
    for (int k = 0; k < classes; k++) {
      counts[k] = random.longs(classes, 0, 20).toArray();
      counts[k][k] += 30;
    }
    double sum = 0;
    for (Estimate prior :
        BlackBoxShift.estimate(
            ConfusionMatrix.of(counts), random.longs(classes, 1, 100).toArray(), seed)) {
      assertTrue(prior.low() >= 0 && prior.high() <= 1 && prior.contains(prior.value()));
      sum += prior.value();
    }
    assertEquals(1, sum, 1e-9);
  }
}
