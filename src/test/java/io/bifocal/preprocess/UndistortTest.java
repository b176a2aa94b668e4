package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UndistortTest extends OperatorContractTest {
  private static final List<Double> NONE = List.of(0.0, 0.0, 0.0, 0.0);

  @Override
  Stream<Operator> operators() {
    return Stream.of(
        new Undistort(List.of(30.0, 30.0, 20.0, 15.0), List.of(-0.2, 0.05, 0.001, 0.002)),
        new Undistort(
            List.of(30.0, 31.0, 20.0, 15.0),
            List.of(-0.2, 0.05, 0.001, 0.002, 0.01, 0.1, 0.02, 0.003)));
  }

  @Test
  void withoutDistortionNothingChanges() {
    try (Picture noise = Grids.noise(50, 40, 3, 1)) {
      assertArrayEquals(
          Grids.rows(noise),
          Grids.apply(new Undistort(List.of(80.0, 80.0, 25.0, 20.0), NONE), noise));
    }
  }

  /**
   * With f = 1, the centre at column 1 and k1 = 1, the pixel beside the centre, x = 1, lies at x (1
   * + x²) = 2 in the source, one to its right; the one after, x = 2, at 10, beyond the picture. The
   * pixel at x = −1 lies at −2, one beyond the left border.
   */
  @Test
  void takesEachPixelFromWhereTheLensBroughtIt() {
    assertArrayEquals(
        new int[][] {{0, 20, 40, 0, 0}},
        Grids.gray(
            new Undistort(List.of(1.0, 1.0, 1.0, 0.0), List.of(1.0, 0.0, 0.0, 0.0)),
            new int[][] {{10, 20, 30, 40, 50}}));
  }

  /** A plane, so that the value says the place; the formula of the docstring, by doubles. */
  @Test
  void allCoefficientsCount() {
    double[] k = {-0.3, 0.1, 0.02, -0.03, 0.05, 0.1, 0.2, -0.1};
    int[][] columns = new int[60][80];
    int[][] lines = new int[60][80];
    for (int i = 0; i < 60 * 80; i++) {
      columns[i / 80][i % 80] = 3 * (i % 80);
      lines[i / 80][i % 80] = 3 * (i / 80);
    }
    Undistort undistort =
        new Undistort(List.of(70.0, 75.0, 38.0, 31.0), Arrays.stream(k).boxed().toList());
    int[][] x3 = Grids.gray(undistort, columns);
    int[][] y3 = Grids.gray(undistort, lines);
    for (int row = 10; row < 50; row += 3) {
      for (int column = 10; column < 70; column += 3) {
        double x = (column - 38) / 70.0;
        double y = (row - 31) / 75.0;
        double r2 = x * x + y * y;
        double ratio =
            (1 + r2 * (k[0] + r2 * (k[1] + r2 * k[4])))
                / (1 + r2 * (k[5] + r2 * (k[6] + r2 * k[7])));
        double bentX = x * ratio + 2 * k[2] * x * y + k[3] * (r2 + 2 * x * x);
        double bentY = y * ratio + k[2] * (r2 + 2 * y * y) + 2 * k[3] * x * y;
        assertEquals(3 * (70 * bentX + 38), x3[row][column], 0.6, column + ", " + row);
        assertEquals(3 * (75 * bentY + 31), y3[row][column], 0.6, column + ", " + row);
      }
    }
  }

  @Test
  void refusesPicturesThatAreTooLarge() {
    Undistort undistort = new Undistort(List.of(1.0, 1.0, 0.0, 0.0), NONE);
    try (Picture line = Grids.flat(40_000, 1, 1, 0)) {
      assertEquals(
          "the picture has 40000 by 1 pixels; this operator takes at most 32766 a side",
          assertThrows(IllegalArgumentException.class, () -> Grids.apply(undistort, line))
              .getMessage());
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    OperatorErrors.assertRefused(
        "camera-matrix has 1 numbers; give fx, fy, cx, cy",
        () -> new Undistort(List.of(1.0), NONE));
    OperatorErrors.assertRefused(
        "distortion has 3 numbers; give k1, k2, p1, p2 and perhaps k3 or k3, k4, k5, k6",
        () -> new Undistort(List.of(1.0, 1.0, 0.0, 0.0), List.of(1.0, 2.0, 3.0)));
    OperatorErrors.assertRefused(
        "fx = 0 is out of range; give above 0 to 1000000",
        () -> new Undistort(List.of(0.0, 1.0, 0.0, 0.0), NONE));
    OperatorErrors.assertRefused(
        "distortion has the value NaN; give finite numbers",
        () -> new Undistort(List.of(1.0, 1.0, 0.0, 0.0), List.of(0.0, 0.0, 0.0, Double.NaN)));
  }

  @Test
  void isKnownByItsName() {
    assertEquals(
        new Undistort(List.of(2.0, 3.0, 4.0, 5.0), NONE),
        OperatorErrors.bound(
            "name = undistort, camera-matrix = [2, 3, 4, 5], distortion = [0, 0, 0, 0]"));
  }
}
