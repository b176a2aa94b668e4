package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColorCorrelogramTest extends FeatureExtractorContractTest {
  private static final ColorCorrelogram DEFAULTS =
      new ColorCorrelogram(ColorSpace.RGB, List.of(4), List.of(1, 3, 5, 7));

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        DEFAULTS, new ColorCorrelogram(ColorSpace.HSV, List.of(15, 17, 1), List.of(63, 2)));
  }

  @Test
  void lengthIsColorsTimesDistances() {
    assertEquals(256, DEFAULTS.length(Input.ORIGINAL));
    assertEquals(
        510,
        new ColorCorrelogram(ColorSpace.HSV, List.of(15, 17, 1), List.of(1, 2))
            .length(Input.of(5, 5)));
  }

  /**
   * Black (code 0) and white (code 1) in two bins of gray:
   *
   * <pre>
   *   0 0 1
   *   0 0 1
   * </pre>
   *
   * Black has four pixels. At distance 1 the two on the left have 3 neighbours, all black; the two
   * in the middle have 5, of them 3 black: 12 of 16. White has two pixels with 3 neighbours each,
   * of them 1 white: 2 of 6. At distance 2 there are 2 pairs from each left pixel, both white, and
   * none from the middle: 0 of 4; white has 2 pairs each: 0 of 4.
   */
  @Test
  void handWorkedPairs() {
    ColorCorrelogram recipe =
        new ColorCorrelogram(ColorSpace.RGB, List.of(1, 1, 2), List.of(1, 2, 3));
    try (Picture picture = Pictures.gray(new int[][] {{0, 0, 255}, {0, 0, 255}})) {
      assertArrayEquals(new float[] {12f / 16, 2f / 6, 0, 0, 0, 0}, vector(recipe, picture));
    }
  }

  /** Every pair of a flat picture is equal, also at its border. */
  @Test
  void flatPicturesHaveOnes() {
    try (Picture picture = Pictures.flat(30, 20, 3, 255)) {
      float[] expected = new float[256];
      for (int k = 0; k < 4; k++) {
        expected[k * 64 + 63] = 1;
      }
      assertArrayEquals(expected, vector(DEFAULTS, picture));
    }
  }

  /** On a chessboard of single pixels, the ring at distance 1 has 4 of 8 equal: the diagonal. */
  @Test
  void chessboardOfPixels() {
    int[][] rows = new int[100][100];
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 100; x++) {
        rows[y][x] = (x + y) % 2 * 255;
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      float[] vector = vector(DEFAULTS, picture);
      assertEquals(0.5, vector[0], 0.01);
      assertEquals(0.5, vector[63], 0.01);
    }
  }

  @Property(tries = 60)
  void equalsCountingPairByPair(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll @IntRange(min = 1, max = 6) int bins,
      @ForAll @IntRange(min = 1, max = 12) int distance,
      @ForAll long seed) {
    List<Integer> distances = List.of(distance, 1, 63);
    try (Picture picture = Pictures.noise(width, height, 3, seed)) {
      assertArrayEquals(
          naive(picture, bins, distances),
          vector(new ColorCorrelogram(ColorSpace.RGB, List.of(bins), distances), picture));
    }
  }

  @Test
  void equalsCountingPairByPairOverStrips() {
    try (Picture picture = Pictures.noise(230, 190, 3, 2)) {
      assertArrayEquals(naive(picture, 4, List.of(1, 3, 5, 7)), vector(DEFAULTS, picture));
    }
  }

  @Test
  void parametersOutOfRange() {
    assertRefused(
        "bins = [4, 8, 8] make 256 values; give at most 255", List.of(4, 8, 8), List.of(1));
    assertRefused("bins = 0 is out of range; give 1 to 256", List.of(0), List.of(1));
    assertRefused("distances = 0 is out of range; give 1 to 63", List.of(4), List.of(1, 0));
    assertRefused("distances = 64 is out of range; give 1 to 63", List.of(4), List.of(64));
    assertRefused("distances has 0 numbers; give 1 to 16", List.of(4), List.of());
    assertRefused("distances has 17 numbers; give 1 to 16", List.of(4), Collections.nCopies(17, 1));
  }

  private static void assertRefused(String message, List<Integer> bins, List<Integer> distances) {
    UserError error =
        assertThrows(UserError.class, () -> new ColorCorrelogram(ColorSpace.RGB, bins, distances));
    assertEquals(message, error.getMessage());
  }

  /** Looks at every pixel of every ring. */
  private static float[] naive(Picture picture, int bins, List<Integer> distances) {
    int width = picture.width();
    int height = picture.height();
    byte[] samples = new byte[width * height * 3];
    picture.bgr().data().get(samples);
    int colors = bins * bins * bins;
    float[] result = new float[colors * distances.size()];
    for (int k = 0; k < distances.size(); k++) {
      long[] equal = new long[colors];
      long[] pairs = new long[colors];
      int d = distances.get(k);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int color = color(samples, y * width + x, bins);
          for (int v = Math.max(0, y - d); v <= Math.min(height - 1, y + d); v++) {
            for (int u = Math.max(0, x - d); u <= Math.min(width - 1, x + d); u++) {
              if (Math.max(Math.abs(u - x), Math.abs(v - y)) == d) {
                pairs[color]++;
                equal[color] += color(samples, v * width + u, bins) == color ? 1 : 0;
              }
            }
          }
        }
      }
      for (int c = 0; c < colors; c++) {
        result[k * colors + c] = pairs[c] == 0 ? 0 : (float) ((double) equal[c] / pairs[c]);
      }
    }
    return result;
  }

  private static int color(byte[] samples, int pixel, int bins) {
    int blue = (samples[3 * pixel] & 0xFF) * bins / 256;
    int green = (samples[3 * pixel + 1] & 0xFF) * bins / 256;
    int red = (samples[3 * pixel + 2] & 0xFF) * bins / 256;
    return (red * bins + green) * bins + blue;
  }
}
