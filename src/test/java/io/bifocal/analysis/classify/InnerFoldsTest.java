package io.bifocal.analysis.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InnerFoldsTest {

  @Test
  void aUnitIsInOneFoldAndEachClassInAll() {
    Training training = training(90);
    int[] folds = InnerFolds.of(training, 5);
    assertEquals(90, folds.length);
    for (int row = 0; row < 90; row += 2) {
      assertEquals(folds[row], folds[row + 1]);
    }
    for (int label = 0; label < 3; label++) {
      int wanted = label;
      assertEquals(
          3,
          IntStream.range(0, 90)
              .filter(row -> training.labels()[row] == wanted)
              .map(row -> folds[row])
              .distinct()
              .count());
    }
  }

  @Test
  void ofManyRowsWholeUnitsAreDrawn() {
    Training few = training(4000);
    assertSame(few, InnerFolds.draw(few, 1));
    Training many = training(30_000);
    Training drawn = InnerFolds.draw(many, 1);
    assertEquals(4000, drawn.rows());
    // Values are the numbers of rows, so that the two of a unit are neighbours.
    float[] values = drawn.blocks().get(0).values();
    for (int row = 0; row < 4000; row += 2) {
      assertEquals(values[row] + 1, values[row + 1]);
      assertEquals(drawn.units()[row], drawn.units()[row + 1]);
    }
    assertArrayEquals(values, InnerFolds.draw(many, 1).blocks().get(0).values());
    assertTrue(!Arrays.equals(values, InnerFolds.draw(many, 2).blocks().get(0).values()));
  }

  /** Two rows a unit, three classes. */
  private static Training training(int rows) {
    float[] values = new float[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = row;
    }
    return new Training(
        List.of(new Matrix(values, rows, 1)),
        IntStream.range(0, rows).map(row -> row / 2 % 3).toArray(),
        3,
        IntStream.range(0, rows).map(row -> row / 2).toArray());
  }
}
