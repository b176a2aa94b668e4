package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DehazeTest extends OperatorContractTest {
  private static final Dehaze DEFAULTS = new Dehaze(15, 0.95, 0.1);

  @Override
  Stream<Operator> operators() {
    return Stream.of(DEFAULTS, new Dehaze(3, 0.5, 0.4));
  }

  /**
   * A scene with dark pixels everywhere, of which 60 % come through haze of the colour 0xDCE0E6;
   * one corner is nothing but haze.
   */
  @Test
  void hazeThatWasAddedGoes() {
    int[][] scene = new int[64][64];
    int[][] hazy = new int[64][64];
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        scene[y][x] = (x / 4 + y / 4) % 2 == 0 ? 0x00A040 : 0x802000;
        boolean sky = x < 16 && y < 16;
        hazy[y][x] = mixed(sky ? 0xDCE0E6 : scene[y][x], 0xDCE0E6, 0.6);
      }
    }
    int[][] clear = Grids.color(DEFAULTS, hazy);
    double before = 0;
    double after = 0;
    for (int y = 24; y < 64; y++) {
      for (int x = 24; x < 64; x++) {
        before += distance(hazy[y][x], scene[y][x]);
        after += distance(clear[y][x], scene[y][x]);
      }
    }
    assertTrue(after < before / 3, before + " became " + after);
  }

  /** A photograph through haze of which 70 % comes through is nearer to itself afterwards. */
  @Test
  void hazeOverAPhotographGoes() {
    try (Picture picture = Grids.golden("im_coffee_0_c64")) {
      int[][] scene = Grids.rows(picture);
      int[][] hazy = new int[64][64];
      for (int y = 0; y < 64; y++) {
        for (int x = 0; x < 64; x++) {
          hazy[y][x] = mixed(scene[y][x], 0xF0F0F0, 0.7);
        }
      }
      int[][] clear = Grids.color(DEFAULTS, hazy);
      double before = 0;
      double after = 0;
      for (int y = 0; y < 64; y++) {
        for (int x = 0; x < 64; x++) {
          before += distance(hazy[y][x], scene[y][x]);
          after += distance(clear[y][x], scene[y][x]);
        }
      }
      assertTrue(after < before / 2, before + " became " + after);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "90", "255"})
  void flatPicturesStayAsTheyAre(int value) {
    try (Picture flat = Grids.flat(30, 20, 3, value)) {
      assertArrayEquals(Grids.rows(flat), Grids.apply(DEFAULTS, flat));
    }
  }

  /** The light is the brightest among the pixels of the greatest dark channel. */
  @Test
  void lightIsThatOfTheHaziestPixels() {
    int[][] rows = new int[40][40];
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        // One white pixel in the dark has a dark channel of 0.
        rows[y][x] = y < 20 ? 200 : x == 30 && y == 30 ? 255 : 0;
      }
    }
    try (Picture picture = Grids.gray(rows)) {
      assertEquals(200 / 255f, new HazeModel(DEFAULTS).light(FloatImage.of(picture))[0], 1e-6);
    }
  }

  @Test
  void withoutOmegaNothingChanges() {
    try (Picture picture = Grids.golden("im_coffee_0_c64")) {
      assertArrayEquals(Grids.rows(picture), Grids.apply(new Dehaze(15, 0, 0.1), picture));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "14, 0.9, 0.1, window = 14 is out of range; give an odd number to 255",
    "15, 1.1, 0.1, omega = 1.1 is out of range; give 0 to 1",
    "15, 0.9, 0, least = 0 is out of range; give above 0 to 1",
  })
  void parametersOutOfRange(int window, double omega, double least, String message) {
    OperatorErrors.assertRefused(message, () -> new Dehaze(window, omega, least));
  }

  private static int mixed(int scene, int light, double through) {
    int result = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      double value = through * (scene >> shift & 0xFF) + (1 - through) * (light >> shift & 0xFF);
      result |= (int) Math.round(value) << shift;
    }
    return result;
  }

  private static double distance(int a, int b) {
    double sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      sum += Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF));
    }
    return sum;
  }
}
