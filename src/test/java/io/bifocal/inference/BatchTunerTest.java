package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.inference.BatchTuner.Comparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTunerTest {

  @Test
  void settlesOnTheFastest() {
    BatchTuner tuner = new BatchTuner(List.of(1, 2, 4, 8));
    drive(tuner, Map.of(1, 100L, 2, 180L, 4, 280L, 8, 800L));
    assertEquals(4, tuner.size());
    assertEquals(4, tuner.verified(7));
    assertEquals(2, tuner.verified(3));
    assertEquals(1, tuner.verified(1));
  }

  @Test
  void aLargerSizeHasToBeWorthIt() {
    BatchTuner tuner = new BatchTuner(List.of(1, 2));
    drive(tuner, Map.of(1, 100L, 2, 196L));
    assertEquals(1, tuner.size());
  }

  @Test
  void theBestTimeCountsAsOthersAreDisturbed() {
    BatchTuner tuner = new BatchTuner(List.of(1, 2));
    for (long nanos : new long[] {900, 100, 900, 900}) {
      tuner.took(1, nanos);
    }
    tuner.compared(2, Comparison.SAME);
    for (long nanos : new long[] {900, 900, 900, 300}) {
      tuner.took(2, nanos);
    }
    assertEquals(1, tuner.size());
  }

  @Test
  void noSizeThatChangesBits() {
    BatchTuner tuner = new BatchTuner(List.of(1, 2, 4));
    for (int i = 0; i < 4; i++) {
      tuner.took(1, 100);
    }
    assertTrue(tuner.wants(2));
    tuner.compared(2, Comparison.DIFFERENT);
    assertEquals(1, tuner.size());
    assertEquals(1, tuner.verified(100));
    assertFalse(tuner.wants(2));
  }

  @Test
  void aGivenSizeIsTakenOnceItIsVerified() {
    BatchTuner tuner = new BatchTuner(List.of(6));
    assertEquals(6, tuner.size());
    assertEquals(1, tuner.verified(6));
    assertTrue(tuner.wants(6));
    tuner.compared(6, Comparison.SAME);
    assertEquals(6, tuner.size());
    assertEquals(6, tuner.verified(6));
    assertEquals(1, tuner.verified(5));
    BatchTuner refused = new BatchTuner(List.of(6));
    refused.compared(6, Comparison.DIFFERENT);
    assertEquals(1, refused.size());
  }

  @Test
  void onePictureNeedsNoComparison() {
    BatchTuner tuner = new BatchTuner(List.of(1));
    assertEquals(1, tuner.size());
    assertFalse(tuner.wants(1));
  }

  private static void drive(BatchTuner tuner, Map<Integer, Long> nanos) {
    for (int i = 0; i < 100; i++) {
      int size = tuner.size();
      if (tuner.wants(size)) {
        tuner.compared(size, Comparison.SAME);
      } else {
        tuner.took(size, nanos.get(size));
      }
    }
  }
}
