package io.bifocal.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against scipy, with the literals of reference.py. */
class AccuracyBoundTest {
  @Test
  void areThoseOfTheReference() {
    AccuracyBound many = AccuracyBound.of(930, 1000);
    assertEquals(0.93, many.accuracy());
    assertEquals(0.915261149997638, many.clopperPearson(), 1e-12);
    assertEquals(0.8912977243979505, many.hoeffding(), 1e-12);
    AccuracyBound all = AccuracyBound.of(50, 50);
    assertEquals(0.9418449208830241, all.clopperPearson(), 1e-12);
    assertEquals(0.8269181617397715, all.hoeffding(), 1e-12);
    AccuracyBound few = AccuracyBound.of(3, 10);
    assertEquals(0.08726443391415033, few.clopperPearson(), 1e-12);
    assertEquals(0, few.hoeffding());
    assertThrows(IllegalArgumentException.class, () -> AccuracyBound.of(0, 0));
  }

  @Test
  void intervalsThatTouchOverlap() {
    Estimate low = new Estimate(0.2, 0.1, 0.3);
    assertTrue(low.overlaps(new Estimate(0.4, 0.3, 0.5)));
    assertFalse(low.overlaps(new Estimate(0.4, 0.31, 0.5)));
    assertFalse(new Estimate(0.4, 0.31, 0.5).overlaps(low));
    assertTrue(low.overlaps(Estimate.UNKNOWN), "nothing is known");
  }
}
