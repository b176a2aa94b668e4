package io.bifocal.analysis.statistics;

import static io.bifocal.analysis.statistics.Fixture.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Against scikit-learn and the exact mean over all rows, with the literals of reference.py. */
class BlockImportanceTest {
  private static final int ROWS = 300;

  private static boolean right(int row, int first, int second) {
    double own = feature(row, 12.9898) + 0.4 * feature(row, 78.233);
    boolean truth = own + 0.5 * feature(row, 39.425) > 0;
    return feature(first, 12.9898) + 0.4 * feature(second, 78.233) > 0 == truth;
  }

  private static double feature(int row, double frequency) {
    return Math.sin(frequency * (row + 1));
  }

  private static boolean[] unchanged() {
    boolean[] right = new boolean[ROWS];
    for (int row = 0; row < ROWS; row++) {
      right[row] = right(row, row, row);
    }
    return right;
  }

  private static boolean[] judge(int block, int[] order) {
    boolean[] right = new boolean[ROWS];
    for (int row = 0; row < ROWS; row++) {
      right[row] = right(row, block == 0 ? order[row] : row, block == 1 ? order[row] : row);
    }
    return right;
  }

  @Test
  void isThatOfScikitLearn() {
    Estimate first = BlockImportance.of(unchanged(), 2000, 1, order -> judge(0, order));
    assertEstimate(0.34754444, 0.30820265, 0.38688624, first, 0.003);
    Estimate second = BlockImportance.of(unchanged(), 2000, 1, order -> judge(1, order));
    assertEstimate(0.0263, -0.00046418, 0.05306418, second, 0.003);
  }

  @Test
  void fewRepeatsAreARoughAnswerWithAWiderInterval() {
    Estimate rough = BlockImportance.of(unchanged(), 2, 1, order -> judge(0, order));
    assertTrue(rough.contains(0.3475), rough.toString());
    assertTrue(rough.high() - rough.low() > 0.0787, rough.toString());
    assertEquals(rough, BlockImportance.of(unchanged(), 2, 1, order -> judge(0, order)));
  }

  @Test
  void everyOrderHasEveryRowOnce() {
    int[] rows = new int[50];
    Arrays.setAll(rows, i -> i);
    AtomicInteger own = new AtomicInteger();
    BlockImportance.of(
        new boolean[50],
        20,
        9,
        order -> {
          int[] sorted = order.clone();
          Arrays.sort(sorted);
          assertTrue(Arrays.equals(rows, sorted) && !Arrays.equals(rows, order));
          for (int row = 0; row < 50; row++) {
            own.addAndGet(order[row] == row ? 1 : 0);
          }
          return new boolean[50];
        });
    assertTrue(own.get() > 5 && own.get() < 45, "one a permutation, on average: " + own);
  }

  @Test
  void aBlockThatIsNotLookedAtHasNone() {
    assertEquals(
        new Estimate(0, 0, 0), BlockImportance.of(unchanged(), 10, 1, order -> unchanged()));
    assertThrows(
        IllegalArgumentException.class,
        () -> BlockImportance.of(new boolean[1], 1, 1, order -> new boolean[1]));
    assertThrows(
        IllegalArgumentException.class,
        () -> BlockImportance.of(new boolean[2], 0, 1, order -> new boolean[2]));
  }
}
