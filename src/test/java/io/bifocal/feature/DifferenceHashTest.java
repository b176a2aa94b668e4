package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DifferenceHashTest extends FeatureExtractorContractTest {
  private static final DifferenceHash RECIPE = new DifferenceHash();

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(RECIPE);
  }

  @Test
  void lengthIs64() {
    assertEquals(64, RECIPE.length(Input.ORIGINAL));
    assertEquals(64, RECIPE.length(Input.of(100, 50)));
  }

  /** One row for all eight; brighter than the left neighbour are pixels 1, 4, 5 and 8. */
  @Test
  void handWorkedRow() {
    float[] row = {1, 0, 0, 1, 1, 0, 0, 1};
    try (Picture picture = Pictures.gray(new int[][] {{3, 9, 9, 1, 2, 200, 7, 0, 255}})) {
      float[] bits = vector(RECIPE, picture);
      for (int y = 0; y < 8; y++) {
        assertArrayEquals(row, Arrays.copyOfRange(bits, 8 * y, 8 * y + 8));
      }
    }
  }

  @Test
  void rampsAreAllOneOrAllZero() {
    int[][] rising = new int[5][50];
    int[][] falling = new int[5][50];
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 50; x++) {
        rising[y][x] = 5 * x;
        falling[y][x] = 250 - 5 * x;
      }
    }
    float[] ones = new float[64];
    Arrays.fill(ones, 1);
    try (Picture up = Pictures.gray(rising);
        Picture down = Pictures.gray(falling)) {
      assertArrayEquals(ones, vector(RECIPE, up));
      assertArrayEquals(new float[64], vector(RECIPE, down));
    }
  }

  @Test
  void goldenBits() {
    Fingerprints.assertGolden(
        "dHash_area", picture -> vector(RECIPE, picture), Fingerprints::mostFirst);
  }

  /** Every pixel repeated 9 times across and 8 times down fills whole cells. */
  @Property(tries = 50)
  void equalsDifferencesOfTheEnlargedPicture(
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll long seed) {
    try (Picture picture = Pictures.noise(width, height, 1, seed)) {
      byte[] pixels = new byte[width * height];
      picture.gray().data().get(pixels);
      long[][] cells = new long[8][9];
      for (int y = 0; y < 8 * height; y++) {
        for (int x = 0; x < 9 * width; x++) {
          cells[y / height][x / width] += pixels[y / 8 * width + x / 9] & 0xFF;
        }
      }
      float[] expected = new float[64];
      for (int i = 0; i < 64; i++) {
        expected[i] = cells[i / 8][i % 8 + 1] > cells[i / 8][i % 8] ? 1 : 0;
      }
      assertArrayEquals(expected, vector(RECIPE, picture));
    }
  }
}
