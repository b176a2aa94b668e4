package io.bifocal.analysis.statistics;

import static io.bifocal.analysis.statistics.Fixture.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bifocal.analysis.statistics.CorruptionError.Errors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against numpy, with the literals of reference.py. */
class CorruptionErrorTest {
  private static final Errors CLASSIFIER =
      new Errors(0.1, new double[][] {{0.2, 0.3, 0.4}, {0.25, 0.5, 0.6}});
  private static final Errors BASELINE =
      new Errors(0.2, new double[][] {{0.3, 0.5, 0.7}, {0.3, 0.45, 0.55}});

  @Test
  void isThatOfTheReference() {
    CorruptionError error = CorruptionError.of(CLASSIFIER, BASELINE);
    assertEquals(60, error.errors().get(0), 1e-9);
    assertEquals(103.846153846154, error.errors().get(1), 1e-9);
    assertEquals(81.92307692307692, error.mean(), 1e-9);
    assertEquals(66.666666666667, error.relativeErrors().get(0), 1e-9);
    assertEquals(150, error.relativeErrors().get(1), 1e-9);
    assertEquals(108.33333333333334, error.relativeMean(), 1e-9);
  }

  @Test
  void theBaselineItselfHasAHundred() {
    CorruptionError error = CorruptionError.of(BASELINE, BASELINE);
    assertEquals(List.of(100.0, 100.0), error.errors());
    assertEquals(100, error.mean());
    assertEquals(100, error.relativeMean());
  }

  @Test
  void whereTheBaselineDoesNotErrNothingIsKnown() {
    Errors perfect = new Errors(0, new double[][] {{0, 0, 0}, {0, 0.5, 0.6}});
    CorruptionError error = CorruptionError.of(CLASSIFIER, perfect);
    assertEquals(Double.NaN, error.errors().get(0));
    assertEquals(error.errors().get(1), error.mean());
    Errors hard = new Errors(0.9, BASELINE.corrupted());
    assertEquals(Double.NaN, CorruptionError.of(CLASSIFIER, hard).relativeMean());
  }

  @Test
  void otherCorruptionsAreRefused() {
    Errors other = new Errors(0.1, new double[][] {{0.2, 0.3, 0.4}, {0.25, 0.5}});
    assertThrows(IllegalArgumentException.class, () -> CorruptionError.of(CLASSIFIER, other));
  }

  /** Wilson's interval of 2 in 7, of statsmodels' proportion_confint(2, 7, method="wilson"). */
  @Test
  void flipsAreCounted() {
    FlipRate first = FlipRate.of(new int[] {0, 1, 2, 1}, new int[] {0, 2, 2, 0});
    FlipRate both = first.plus(FlipRate.of(new int[3], new int[3]));
    assertEquals(new FlipRate(2, 7), both);
    assertEstimate(
        0.2857142857142857, 0.08221892400405661, 0.6410655481673807, both.share(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> FlipRate.of(new int[3], new int[4]));
  }
}
