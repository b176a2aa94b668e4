package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationBinsTest {

  /** Every direction of small gradients, and of some large ones, against the angle itself. */
  @ParameterizedTest
  @CsvSource({
    "1, 360",
    "2, 360",
    "3, 360",
    "4, 360",
    "5, 360",
    "6, 360",
    "7, 360",
    "8, 360",
    "12, 360",
    "36, 360",
    "45, 360",
    "90, 360",
    "359, 360",
    "360, 360",
    "1, 180",
    "2, 180",
    "3, 180",
    "9, 180",
    "20, 180",
    "359, 180",
    "360, 180"
  })
  void sectorsAreThoseOfTheAngle(int bins, int degrees) {
    OrientationBins orientations = new OrientationBins(bins, degrees);
    for (int y = -60; y <= 60; y++) {
      for (int x = -60; x <= 60; x++) {
        if (x != 0 || y != 0) {
          check(orientations, x, y, bins, degrees);
          check(orientations, x * 17, y * 17 - Integer.signum(y), bins, degrees);
        }
      }
    }
  }

  @Test
  void bordersBelongToTheSectorThatBeginsThere() {
    OrientationBins quarters = new OrientationBins(4, 360);
    assertEquals(0, quarters.of(5, 0));
    assertEquals(1, quarters.of(0, 5));
    assertEquals(2, quarters.of(-5, 0));
    assertEquals(3, quarters.of(0, -5));
    OrientationBins halves = new OrientationBins(2, 360);
    assertEquals(0, halves.of(5, 0));
    assertEquals(0, halves.of(-5, 1));
    assertEquals(1, halves.of(-5, 0));
    assertEquals(1, halves.of(5, -1));
    OrientationBins undirected = new OrientationBins(2, 180);
    assertEquals(0, undirected.of(-5, 0));
    assertEquals(1, undirected.of(0, -5));
  }

  private static void check(OrientationBins orientations, int x, int y, int bins, int degrees) {
    assertEquals(expected(x, y, bins, degrees), orientations.of(x, y), () -> x + ", " + y);
  }

  private static int expected(int x, int y, int bins, int degrees) {
    double angle = Math.toDegrees(Math.atan2(y, x));
    double positive = (angle + 360) % 360 % degrees;
    // On a border that is no multiple of 45 degrees no gradient of whole numbers lies.
    int bin = (int) Math.floor(positive * bins / degrees + 1e-9);
    return Math.min(bins - 1, bin);
  }
}
