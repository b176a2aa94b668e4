package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Picture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoolingInputTest {

  @ParameterizedTest
  @EnumSource
  void isTheSameWheneverItIsMadeAndUnlikeOthers(FoolingKind kind) {
    int[][] rows = rows(kind, 0);
    assertEquals(30, rows.length);
    assertArrayEquals(rows, rows(kind, 0));
    assertFalse(Arrays.deepEquals(rows, rows(kind, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void fitsIntoOnePixel(FoolingKind kind) {
    try (Picture picture = new FoolingInput(kind, 3, 1, 1).picture()) {
      assertEquals(1, picture.width());
      assertFalse(picture.isGray());
    }
  }

  /** An even distribution has mean 127.5 and deviation 73.9. */
  @Test
  void noiseIsDistributedAsItIsCalled() {
    double[] even = moments(FoolingKind.UNIFORM_NOISE);
    assertEquals(127.5, even[0], 1.5);
    assertEquals(73.9, even[1], 1);
    double[] normal = moments(FoolingKind.GAUSSIAN_NOISE);
    assertEquals(127.5, normal[0], 1.5);
    // What clipping leaves of 64: numpy.clip(rng.normal(127.5, 64, 10**7), 0, 255).std()
    assertEquals(61.3, normal[1], 1);
  }

  @Test
  void texturesHaveTwoColoursAndFlatOnesOne() {
    for (int index = 0; index < 10; index++) {
      assertEquals(1, colours(FoolingKind.FLAT, index));
      assertEquals(2, colours(FoolingKind.STRIPES, index));
      assertEquals(2, colours(FoolingKind.CHECKERBOARD, index));
    }
  }

  @Test
  void aCheckerboardHasSquares() {
    int[][] rows = rows(FoolingKind.CHECKERBOARD, 4);
    int side = 1;
    while (rows[0][side] == rows[0][0]) {
      side++;
    }
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length; x++) {
        boolean first = (x / side + y / side) % 2 == 0;
        assertEquals(first ? rows[0][0] : rows[0][side], rows[y][x]);
      }
    }
  }

  @Test
  void hasAName() {
    assertEquals(
        "fooling/gaussian-noise/7", new FoolingInput(FoolingKind.GAUSSIAN_NOISE, 7, 20, 30).name());
    OperatorErrors.assertRefused(
        "width = 0 is out of range; give 1 to 32767",
        () -> new FoolingInput(FoolingKind.FLAT, 0, 0, 30));
  }

  private static long colours(FoolingKind kind, int index) {
    return Arrays.stream(rows(kind, index)).flatMapToInt(Arrays::stream).distinct().count();
  }

  private static double[] moments(FoolingKind kind) {
    double sum = 0;
    double squares = 0;
    try (Picture picture = new FoolingInput(kind, 0, 100, 100).picture()) {
      int[][] rows = Grids.rows(picture);
      for (int color : Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray()) {
        for (int shift = 0; shift < 24; shift += 8) {
          int value = color >> shift & 0xFF;
          sum += value;
          squares += (double) value * value;
        }
      }
    }
    double mean = sum / 30_000;
    return new double[] {mean, Math.sqrt(squares / 30_000 - mean * mean)};
  }

  private static int[][] rows(FoolingKind kind, int index) {
    try (Picture picture = new FoolingInput(kind, index, 40, 30).picture()) {
      assertTrue(picture.width() == 40 && picture.height() == 30);
      return Grids.rows(picture);
    }
  }
}
