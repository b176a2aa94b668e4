package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PerceptualHashTest extends FeatureExtractorContractTest {
  private static final PerceptualHash RECIPE = new PerceptualHash();

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(RECIPE);
  }

  @Test
  void lengthIs64() {
    assertEquals(64, RECIPE.length(Input.ORIGINAL));
    assertEquals(64, RECIPE.length(Input.of(100, 50)));
  }

  /**
   * 32 by 32 pixels of 128 + 100 cos(π h (2x + 1)/64) cos(π v (2y + 1)/64): one coefficient is
   * large, the others are roundings of pixels, and the mean is the large one over 64. Where it is
   * positive, only its bit is above the mean; where it is negative, all others are.
   */
  @Test
  void handWorkedWaves() {
    try (Picture picture = waves(3, 0, 100)) {
      assertArrayEquals(only(3, 1), vector(RECIPE, picture));
    }
    try (Picture picture = waves(2, 5, 100)) {
      assertArrayEquals(only(5 * 8 + 2, 1), vector(RECIPE, picture));
    }
    try (Picture picture = waves(0, 1, -100)) {
      assertArrayEquals(only(8, 0), vector(RECIPE, picture));
    }
  }

  @Test
  void goldenBits() {
    Fingerprints.assertGolden(
        "opencv_pHash", picture -> vector(RECIPE, picture), Fingerprints::leastFirst);
  }

  @Test
  void survivesScaling() {
    try (Picture picture = Golden.picture("im_astronaut_0", "c128");
        Picture half = Golden.picture("im_astronaut_0", "c64");
        Picture other = Golden.picture("im_coffee_0", "c128")) {
      float[] bits = vector(RECIPE, picture);
      assertTrue(Fingerprints.distance(bits, vector(RECIPE, half)) <= 6);
      assertTrue(Fingerprints.distance(bits, vector(RECIPE, other)) >= 16);
    }
  }

  private static float[] only(int index, int value) {
    float[] bits = new float[64];
    Arrays.fill(bits, 1 - value);
    bits[index] = value;
    return bits;
  }

  private static Picture waves(int across, int down, int amplitude) {
    int[][] rows = new int[32][32];
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        double wave =
            Math.cos(Math.PI * across * (2 * x + 1) / 64)
                * Math.cos(Math.PI * down * (2 * y + 1) / 64);
        rows[y][x] = (int) Math.round(128 + amplitude * wave);
      }
    }
    return Pictures.gray(rows);
  }
}
