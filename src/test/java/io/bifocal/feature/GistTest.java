package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GistTest extends FeatureExtractorContractTest {
  private static final Gist DEFAULTS = new Gist(4, List.of(8, 8, 8, 8));

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS);
  }

  /** Each costs 32 transforms. */
  @Override
  int extractions() {
    return 100;
  }

  @ParameterizedTest
  @CsvSource({"4, 512", "1, 32", "3, 288"})
  void lengthIsPartsTimesFilters(int blocks, int length) {
    assertEquals(length, new Gist(blocks, List.of(8, 8, 8, 8)).length(Input.of(128, 128)));
  }

  /** Values of an independent program in NumPy, from the published definition. */
  @Test
  void valuesOfAPhotograph() {
    int[] places = {0, 1, 5, 17, 100, 129, 200, 255, 300, 384, 450, 511};
    double[] expected = {
      0.02764836,
      0.03341902,
      0.00462768,
      0.06595938,
      0.01197082,
      0.05123952,
      0.02378601,
      0.06971974,
      0.06696427,
      0.11835798,
      0.06767428,
      0.13504421
    };
    try (Picture coffee = Golden.picture("im_coffee_0", "g128")) {
      assertValues(places, expected, 25.6660404, vector(DEFAULTS, coffee));
    }
  }

  /** The same of 64 by 50 pixels, 3 by 3 parts, scales of 6 and 4 orientations. */
  @Test
  void valuesOfARectangle() {
    int[] places = {0, 1, 2, 3, 10, 44, 45, 59, 71, 89};
    double[] expected = {
      0.02623512,
      0.08889092,
      0.11555492,
      0.08852312,
      0.08720725,
      0.05872977,
      0.03093060,
      0.10846063,
      0.14443917,
      0.08648669
    };
    try (Picture ascent = Golden.picture("im_ascent_0", "g64");
        Rect top = new Rect(0, 0, 64, 50);
        Mat part = new Mat(ascent.gray(), top);
        Picture rectangle = Picture.of(part.clone())) {
      float[] actual = vector(new Gist(3, List.of(6, 4)), Input.of(64, 50), rectangle);
      assertValues(places, expected, 7.4061375, actual);
    }
  }

  /** Stripes answer most to the orientation across them, in the part where they are. */
  @Test
  void stripesAnswerWhereAndAsTheyLie() {
    int[][] rows = new int[128][128];
    for (int y = 0; y < 128; y++) {
      for (int x = 0; x < 128; x++) {
        rows[y][x] = x < 64 ? 128 + (int) (100 * Math.cos(2 * Math.PI * 0.16 * x)) : 128;
      }
    }
    try (Picture stripes = Pictures.gray(rows)) {
      float[] vector = vector(new Gist(2, List.of(8, 8)), stripes);
      int strongest = 0;
      for (int i = 0; i < vector.length; i++) {
        strongest = vector[i] > vector[strongest] ? i : strongest;
      }
      // The second scale is at 0.162 cycles a pixel; its first orientation lies along x.
      assertEquals(8, strongest / 4, "filter");
      assertTrue(strongest % 4 < 2, "in the left half, part " + strongest % 4);
    }
  }

  @Test
  void flatPicturesAreAllZero() {
    try (Picture flat = Pictures.flat(128, 128, 1, 77)) {
      assertArrayEquals(new float[512], vector(DEFAULTS, flat), 1e-6f);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused("gist needs pictures of one size", Input.ORIGINAL);
    assertRefused("input.size = [64, 7] is too small for gist; give at least 8", Input.of(64, 7));
    assertEquals(
        "blocks = 0 is out of range; give 1 to 16",
        assertThrows(UserError.class, () -> new Gist(0, List.of(8))).getMessage());
    assertEquals(
        "orientations = 17 is out of range; give 1 to 16",
        assertThrows(UserError.class, () -> new Gist(4, List.of(8, 17))).getMessage());
    assertEquals(
        "orientations has 0 scales; give 1 to 8 numbers",
        assertThrows(UserError.class, () -> new Gist(4, List.of())).getMessage());
  }

  private static void assertValues(int[] places, double[] expected, double sum, float[] actual) {
    double total = 0;
    for (float value : actual) {
      total += value;
    }
    assertEquals(sum, total, 1e-3);
    for (int i = 0; i < places.length; i++) {
      assertEquals(expected[i], actual[places[i]], 1e-5, "value " + places[i]);
    }
  }

  private static void assertRefused(String message, Input input) {
    UserError error = assertThrows(UserError.class, () -> DEFAULTS.length(input));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
