package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.Color;
import io.bifocal.image.Picture;
import io.bifocal.preprocess.Rotate.Canvas;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RotateTest extends OperatorContractTest {
  private static final Color BLACK = new Color(0, 0, 0);
  private static final int[][] ROWS = {{1, 2, 3}, {4, 5, 6}};

  @Override
  Stream<Operator> operators() {
    return Stream.of(
        rotate(30, Canvas.SAME),
        rotate(-45, Canvas.EXPAND),
        rotate(90, Canvas.SAME),
        rotate(270, Canvas.EXPAND),
        rotate(0, Canvas.SAME),
        new Rotate(10, Canvas.EXPAND, Border.REFLECT, BLACK),
        new Rotate(10, Canvas.SAME, Border.REPLICATE, BLACK));
  }

  @Test
  void rightAnglesMovePixelsAlone() {
    int[][] quarter = {{3, 6}, {2, 5}, {1, 4}};
    int[][] half = {{6, 5, 4}, {3, 2, 1}};
    int[][] threeQuarters = {{4, 1}, {5, 2}, {6, 3}};
    assertArrayEquals(quarter, Grids.gray(rotate(90, Canvas.EXPAND), ROWS));
    assertArrayEquals(quarter, Grids.gray(rotate(-270, Canvas.EXPAND), ROWS));
    assertArrayEquals(half, Grids.gray(rotate(180, Canvas.EXPAND), ROWS));
    assertArrayEquals(half, Grids.gray(rotate(-180, Canvas.SAME), ROWS));
    assertArrayEquals(threeQuarters, Grids.gray(rotate(270, Canvas.EXPAND), ROWS));
    assertArrayEquals(threeQuarters, Grids.gray(rotate(-90, Canvas.EXPAND), ROWS));
    assertArrayEquals(ROWS, Grids.gray(rotate(0, Canvas.SAME), ROWS));
    assertArrayEquals(ROWS, Grids.gray(rotate(-360, Canvas.EXPAND), ROWS));
  }

  /** On the same canvas the turned column stands in the middle of a row of three. */
  @Test
  void theSameCanvasCutsOff() {
    int[][] rows = {{1, 2, 3}};
    assertArrayEquals(new int[][] {{0, 2, 0}}, Grids.gray(rotate(90, Canvas.SAME), rows));
    assertArrayEquals(
        new int[][] {{9, 2, 9}},
        Grids.gray(new Rotate(90, Canvas.SAME, Border.CONSTANT, new Color(9, 9, 9)), rows));
  }

  /**
   * A square canvas is turned as a whole by 90 degrees also without being expanded: the last column
   * comes to the top.
   */
  @Test
  void aSquareIsTurnedExactly() {
    int[][] rows = {{10, 20}, {30, 40}};
    assertArrayEquals(new int[][] {{20, 40}, {10, 30}}, Grids.gray(rotate(90, Canvas.SAME), rows));
  }

  /** 40 cos 30° + 30 sin 30° = 49.64; 40 sin 30° + 30 cos 30° = 45.98. By 45°: 49.497 for both. */
  @Test
  void expandsToWhatTheTurnedPictureNeeds() {
    try (Picture noise = Grids.noise(40, 30, 1, 1)) {
      int[][] turned = Grids.apply(rotate(30, Canvas.EXPAND), noise);
      assertArrayEquals(new int[] {46, 50}, new int[] {turned.length, turned[0].length});
      turned = Grids.apply(rotate(-45, Canvas.EXPAND), noise);
      assertArrayEquals(new int[] {50, 50}, new int[] {turned.length, turned[0].length});
    }
  }

  /**
   * A plane stays one: v = 100 + 2 x + y about the centre, turned by 30 degrees, has at (x, y) the
   * value of (x cos 30° − y sin 30°, x sin 30° + y cos 30°), y downwards. A 32nd of a pixel in x
   * and y is a tenth of a step.
   */
  @Test
  void interpolatesBetweenPixels() {
    int[][] rows = new int[31][31];
    for (int i = 0; i < 31 * 31; i++) {
      rows[i / 31][i % 31] = 100 + 2 * (i % 31 - 15) + i / 31 - 15;
    }
    int[][] turned = Grids.gray(rotate(30, Canvas.SAME), rows);
    double cosine = Math.sqrt(0.75);
    for (int y = -8; y <= 8; y++) {
      for (int x = -8; x <= 8; x++) {
        double expected = 100 + 2 * (x * cosine - y * 0.5) + x * 0.5 + y * cosine;
        assertEquals(expected, turned[y + 15][x + 15], 0.65, x + ", " + y);
      }
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    OperatorErrors.assertRefused(
        "degrees = 361 is out of range; give -360 to 360", () -> rotate(361, Canvas.SAME));
    OperatorErrors.assertRefused(
        "degrees = NaN is out of range; give -360 to 360", () -> rotate(Double.NaN, Canvas.SAME));
  }

  @Test
  void isKnownByItsName() {
    assertEquals(rotate(15, Canvas.SAME), OperatorErrors.bound("name = rotate, degrees = 15"));
  }

  private static Rotate rotate(double degrees, Canvas canvas) {
    return new Rotate(degrees, canvas, Border.CONSTANT, BLACK);
  }
}
