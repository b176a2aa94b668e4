package io.bifocal.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against numpy, with the literals of reference.py, and by hand. */
class CalibrationTest {
  @Test
  void isThatOfTheReference() {
    Calibration calibration = Calibration.of(Fixture.labelled(200, 4));
    assertEquals(0.10426065638661387, calibration.expectedError(), 1e-7);
    assertEquals(15, calibration.bins().size());
    int[] rows = {0, 0, 0, 0, 0, 0, 1, 28, 38, 52, 15, 24, 42, 0, 0};
    for (int i = 0; i < 15; i++) {
      assertEquals(rows[i], calibration.bins().get(i).rows());
    }
    Calibration.Bin bin = calibration.bins().get(7);
    assertEquals(7 / 15.0, bin.low());
    assertEquals(8 / 15.0, bin.high());
    assertEquals(0.49921627981322153, bin.confidence(), 1e-7);
    assertEquals(BinomialInterval.wilson(12, 28), bin.accuracy());
    assertTrue(Double.isNaN(calibration.bins().get(0).confidence()));
  }

  /** Two rows at 0.5, the upper edge of the first of two bins, and one sure and right. */
  @Test
  void aBinHoldsItsUpperEdge() {
    float[][] probabilities = {{0.5f, 0.5f}, {0.5f, 0.5f}, {0, 1}};
    Calibration calibration =
        Calibration.of(new LabelledProbabilities(probabilities, new int[] {1, 1, 1}), 2);
    assertEquals(2, calibration.bins().get(0).rows());
    assertEquals(1, calibration.bins().get(1).rows());
    assertEquals(2 / 3.0 * 0.5, calibration.expectedError(), 1e-12);
  }

  @Test
  void withoutBinsNothingIsMeasured() {
    assertThrows(IllegalArgumentException.class, () -> Calibration.of(Fixture.labelled(5, 2), 0));
  }

  @Property(tries = 300)
  void theErrorIsAShareAndEveryRowIsInABin(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 6) int classes,
      @ForAll @IntRange(min = 1, max = 20) int bins) {
    Calibration calibration = Calibration.of(Fixture.random(seed, rows, classes), bins);
    assertTrue(calibration.expectedError() >= 0 && calibration.expectedError() <= 1);
    assertEquals(rows, calibration.bins().stream().mapToInt(Calibration.Bin::rows).sum());
    for (Calibration.Bin bin : calibration.bins()) {
      assertTrue(
          bin.rows() == 0
              || (bin.confidence() > bin.low() - 1e-9 && bin.confidence() <= bin.high() + 1e-9));
    }
  }
}
