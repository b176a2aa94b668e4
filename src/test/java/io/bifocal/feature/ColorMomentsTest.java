package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColorMomentsTest extends FeatureExtractorContractTest {
  private static final ColorMoments DEFAULTS = recipe(ColorMomentSpace.HSV);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        DEFAULTS,
        new ColorMoments(ColorMomentSpace.OPPONENT, ThirdMoment.SKEWNESS, 3),
        recipe(ColorMomentSpace.LAB_FLOAT),
        new ColorMoments(ColorMomentSpace.LAB_SKIMAGE, ThirdMoment.SKEWNESS, 2));
  }

  @Test
  void lengthIsNineACell() {
    assertEquals(9, DEFAULTS.length(Input.ORIGINAL));
    assertEquals(
        144,
        new ColorMoments(ColorMomentSpace.RGB, ThirdMoment.SKEWNESS, 4).length(Input.of(9, 5)));
  }

  /**
   * Red 0, 0, 0, 40: mean 10, deviations -10 three times and 30, so variance (300 + 900)/4 = 300
   * and m3 = (-3000 + 27000)/4 = 6000. Green is 7 throughout. Blue is red, mirrored at 20: mean 30,
   * m3 -6000.
   */
  @Test
  void handWorkedMoments() {
    double deviation = Math.sqrt(300);
    float root = (float) Math.cbrt(6000);
    float skewness = (float) (6000 / (300 * deviation));
    try (Picture picture = Pictures.colors(0x000728, 0x000728, 0x000728, 0x280700)) {
      float std = (float) deviation;
      assertArrayEquals(
          new float[] {10, std, root, 7, 0, 0, 30, std, -root},
          vector(recipe(ColorMomentSpace.RGB), picture));
      assertArrayEquals(
          new float[] {10, std, skewness, 7, 0, 0, 30, std, -skewness},
          vector(new ColorMoments(ColorMomentSpace.RGB, ThirdMoment.SKEWNESS, 1), picture));
    }
  }

  /** Opponents of red 90 and of blue 60: (90, 90, 90) and (0, -120, 60) by √2, √6 and √3. */
  @Test
  void handWorkedOpponents() {
    try (Picture picture = Pictures.colors(0x5A0000, 0x00003C)) {
      double[] expected = {
        45 / Math.sqrt(2), 45 / Math.sqrt(2), 0,
        -15 / Math.sqrt(6), 105 / Math.sqrt(6), 0,
        75 / Math.sqrt(3), 15 / Math.sqrt(3), 0
      };
      assertClose(expected, vector(recipe(ColorMomentSpace.OPPONENT), picture), 1e-5);
    }
  }

  /** Five pixels in two cells: 2 and 3. One row for two rows of cells: they share it. */
  @Test
  void handWorkedCells() {
    ColorMoments recipe = new ColorMoments(ColorMomentSpace.RGB, ThirdMoment.CUBE_ROOT, 2);
    try (Picture picture = Pictures.gray(new int[][] {{10, 20, 3, 3, 3}})) {
      float[] vector = vector(recipe, picture);
      float[] left = {15, 5, 0, 15, 5, 0, 15, 5, 0};
      float[] right = {3, 0, 0, 3, 0, 0, 3, 0, 0};
      assertArrayEquals(left, Arrays.copyOfRange(vector, 0, 9));
      assertArrayEquals(right, Arrays.copyOfRange(vector, 9, 18));
      assertArrayEquals(left, Arrays.copyOfRange(vector, 18, 27));
      assertArrayEquals(right, Arrays.copyOfRange(vector, 27, 36));
    }
  }

  @ParameterizedTest
  @EnumSource
  void flatPicturesDoNotDeviate(ColorMomentSpace space) {
    try (Picture picture = Pictures.colors(0x8040C0, 0x8040C0, 0x8040C0, 0x8040C0)) {
      for (ThirdMoment third : ThirdMoment.values()) {
        float[] vector = vector(new ColorMoments(space, third, 1), picture);
        for (int i = 0; i < 9; i += 3) {
          assertEquals(0, vector[i + 1]);
          assertEquals(0, vector[i + 2]);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RGB, rgb, 1e-4", "LAB_SKIMAGE, lab_skimage, 1e-6",
    "LAB_FLOAT, lab_opencv_float32, 1e-4", "LAB, lab_opencv_uint8, 1e-4"
  })
  void goldenMoments(ColorMomentSpace space, String key, double tolerance) {
    Golden golden = new Golden("color.json");
    for (String size : new String[] {"c64", "c128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                JsonNode expected = golden.of(id).get(size).get(key);
                try (Picture picture = Golden.picture(id, size)) {
                  float[] roots = vector(recipe(space), picture);
                  float[] skew = vector(new ColorMoments(space, ThirdMoment.SKEWNESS, 1), picture);
                  for (int channel = 0; channel < 3; channel++) {
                    String name = id + " channel " + channel + " moment ";
                    JsonNode moments = expected.get(channel);
                    assertClose(moments.get(0), roots[3 * channel], tolerance, name + "1");
                    assertClose(moments.get(1), roots[3 * channel + 1], tolerance, name + "2");
                    assertClose(moments.get(2), roots[3 * channel + 2], tolerance, name + "3");
                    assertClose(moments.get(3), skew[3 * channel + 2], tolerance, name + "4");
                  }
                }
              });
    }
  }

  @Test
  void goldenHsv() {
    Golden golden = new Golden("color.json");
    golden
        .ids()
        .forEach(
            id -> {
              JsonNode expected = golden.of(id).get("c128").get("hsv_opencv_mean_std");
              try (Picture picture = Golden.picture(id, "c128")) {
                float[] actual = vector(DEFAULTS, picture);
                for (int channel = 0; channel < 3; channel++) {
                  JsonNode moments = expected.get(channel);
                  assertClose(moments.get(0), actual[3 * channel], 1e-6, id);
                  assertClose(moments.get(1), actual[3 * channel + 1], 1e-6, id);
                }
              }
            });
  }

  /** The formula, in double precision, pixel by pixel. */
  @Property(tries = 40)
  void skimageLabIsTheFormula(
      @ForAll @IntRange(max = 255) int red,
      @ForAll @IntRange(max = 255) int green,
      @ForAll @IntRange(max = 255) int blue) {
    double r = linear(red);
    double g = linear(green);
    double b = linear(blue);
    double x = response((0.412453 * r + 0.357580 * g + 0.180423 * b) / 0.95047);
    double y = response(0.212671 * r + 0.715160 * g + 0.072169 * b);
    double z = response((0.019334 * r + 0.119193 * g + 0.950227 * b) / 1.08883);
    double[] lab = new double[3];
    try (SkimageLab conversion = new SkimageLab()) {
      conversion.convert(new byte[] {(byte) red, (byte) green, (byte) blue}, 1, lab);
    }
    assertArrayEquals(new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)}, lab, 1e-8);
  }

  /** Pictures of more than one strip, cells of uneven size. */
  @ParameterizedTest
  @EnumSource(names = {"RGB", "OPPONENT", "LAB_SKIMAGE"})
  void meansOfCellsAreThoseOfThePicture(ColorMomentSpace space) {
    int grid = 3;
    try (Picture picture = Pictures.noise(301, 305, 3, 11)) {
      float[] whole = vector(recipe(space), picture);
      float[] cells = vector(new ColorMoments(space, ThirdMoment.CUBE_ROOT, grid), picture);
      for (int channel = 0; channel < 3; channel++) {
        double sum = 0;
        for (int cell = 0; cell < grid * grid; cell++) {
          sum +=
              (double) cells[cell * 9 + 3 * channel]
                  * pixels(cell % 3, 301)
                  * pixels(cell / 3, 305);
        }
        assertEquals(whole[3 * channel], sum / (301 * 305), 1e-4);
      }
    }
  }

  @Test
  void gridOutOfRange() {
    for (int grid : new int[] {0, 65}) {
      UserError error =
          assertThrows(
              UserError.class,
              () -> new ColorMoments(ColorMomentSpace.RGB, ThirdMoment.SKEWNESS, grid));
      assertEquals("grid = " + grid + " is out of range; give 1 to 64", error.getMessage());
    }
  }

  private static ColorMoments recipe(ColorMomentSpace space) {
    return new ColorMoments(space, ThirdMoment.CUBE_ROOT, 1);
  }

  private static int pixels(int cell, int size) {
    return (cell + 1) * size / 3 - cell * size / 3;
  }

  private static double linear(int value) {
    double share = value / 255.0;
    return share > 0.04045 ? Math.pow((share + 0.055) / 1.055, 2.4) : share / 12.92;
  }

  private static double response(double share) {
    return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16.0 / 116;
  }

  private static void assertClose(
      JsonNode expected, float actual, double tolerance, String message) {
    // A float has 24 bits.
    double rounding = Math.abs(expected.asDouble()) * 1.2e-7;
    assertEquals(expected.asDouble(), actual, tolerance + rounding, message);
  }

  private static void assertClose(double[] expected, float[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], tolerance, "value " + i);
    }
  }
}
