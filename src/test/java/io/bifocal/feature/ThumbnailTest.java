package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import io.bifocal.image.Resize;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThumbnailTest extends FeatureExtractorContractTest {
  private static final Thumbnail GRAY = new Thumbnail(ThumbnailColor.GRAY);
  private static final Thumbnail RGB = new Thumbnail(ThumbnailColor.RGB);
  private static final Thumbnail LAB = new Thumbnail(ThumbnailColor.LAB);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(GRAY, RGB, LAB);
  }

  @Test
  void lengthIsNumberOfSamples() {
    assertEquals(3072, RGB.length(RGB.defaultInput()));
    assertEquals(1024, GRAY.length(GRAY.defaultInput()));
    assertEquals(3 * 20 * 10, LAB.length(Input.of(20, 10)));
  }

  /** Means of two by one pixels; (51, 102, 153) are 0.2, 0.4 and 0.6 of 255. */
  @Test
  void handWorkedMeans() {
    Input input = Input.of(2, 1);
    try (Picture picture = Pictures.colors(0x326498, 0x34689A, 0xFFFFFF, 0xFFFFFF)) {
      assertArrayEquals(
          new float[] {51 / 255f, 102 / 255f, 153 / 255f, 1, 1, 1}, vector(RGB, input, picture));
    }
    try (Picture picture = Pictures.gray(new int[][] {{0, 102, 10, 20}})) {
      assertArrayEquals(new float[] {0.2f, 15 / 255f}, vector(GRAY, input, picture));
    }
  }

  /** White is L* 100, a* 0, b* 0; sRGB red is L* 53.24, a* 80.09, b* 67.20. */
  @Test
  void handWorkedLab() {
    try (Picture picture = Pictures.colors(0xFFFFFF, 0xFF0000)) {
      float[] expected = {1, 128 / 255f, 128 / 255f, 136 / 255f, 208 / 255f, 195 / 255f};
      assertArrayEquals(expected, vector(LAB, Input.of(2, 1), picture), 1e-6f);
    }
  }

  /** The smaller golden pictures are the larger ones, halved by means. */
  @Test
  void goldenHalves() {
    for (String id : new String[] {"im_astronaut_0", "im_coffee_0", "im_rocket_0"}) {
      try (Picture whole = Golden.picture(id, "c128");
          Picture half = Golden.picture(id, "c64")) {
        float[] expected = new float[64 * 64 * 3];
        byte[] samples = new byte[expected.length];
        half.bgr().data().get(samples);
        for (int i = 0; i < expected.length; i++) {
          expected[i] = (samples[i / 3 * 3 + 2 - i % 3] & 0xFF) / 255f;
        }
        assertArrayEquals(expected, vector(RGB, Input.of(64, 64), whole));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsUpAndDownApart(ThumbnailColor color) {
    int[][] rows = new int[40][8];
    for (int y = 20; y < 40; y++) {
      Arrays.fill(rows[y], 255);
    }
    try (Picture picture = Pictures.gray(rows)) {
      float[] vector = vector(new Thumbnail(color), Input.of(1, 2), picture);
      assertEquals(0, vector[0]);
      assertEquals(1, vector[vector.length / 2]);
    }
  }

  @Test
  void inputsWithoutSizeOrTooLarge() {
    UserError unsized = assertThrows(UserError.class, () -> RGB.length(Input.ORIGINAL));
    assertEquals("thumbnail needs a size; set input.size, for example to 32", unsized.getMessage());
    Input large = new Input(List.of(1000), false, Resize.STRETCH);
    assertEquals(1_000_000, GRAY.length(large));
    UserError error = assertThrows(UserError.class, () -> RGB.length(large));
    assertEquals(
        "thumbnail of 1000 by 1000 pixels has 3000000 values, more than 1000000; use a smaller"
            + " input.size",
        error.getMessage());
  }
}
