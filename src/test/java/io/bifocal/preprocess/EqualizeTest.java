package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Picture;
import io.bifocal.preprocess.Equalize.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EqualizeTest extends OperatorContractTest {
  private static final Equalize HISTOGRAM = new Equalize(Method.HISTOGRAM, 2, 8);

  @Override
  Stream<Operator> operators() {
    return Stream.of(HISTOGRAM, new Equalize(Method.CLAHE, 2, 8), new Equalize(Method.CLAHE, 0, 1));
  }

  /**
   * Of 4 pixels one is as dark as the darkest. The values 10, 20 and 50 have 1, 3 and 4 pixels up
   * to them, so that they become (1 − 1) / 3, (3 − 1) / 3 and (4 − 1) / 3 of 255.
   */
  @Test
  void spreadsValuesOverTheWholeRange() {
    assertArrayEquals(
        new int[][] {{0, 170}, {170, 255}},
        Grids.gray(HISTOGRAM, new int[][] {{10, 20}, {20, 50}}));
  }

  /**
   * One tile and no limit: the part of the pixels that are not brighter, 1 to 4 quarters of 255.
   */
  @Test
  void oneTileWithoutLimitIsTheCumulativeHistogram() {
    assertArrayEquals(
        new int[][] {{64, 128}, {191, 255}},
        Grids.gray(new Equalize(Method.CLAHE, 0, 1), new int[][] {{3, 4}, {5, 6}}));
  }

  /** Gray colours have Cr = Cb = 128, so that they become what gray pixels become. */
  @Test
  void colorIsEqualizedByItsLuma() {
    assertArrayEquals(
        new int[][] {{0x000000, 0xAAAAAA}, {0xAAAAAA, 0xFFFFFF}},
        Grids.color(HISTOGRAM, new int[][] {{0x0A0A0A, 0x141414}, {0x141414, 0x323232}}));
  }

  @Test
  void aFlatPictureStays() {
    assertArrayEquals(new int[][] {{7, 7}}, Grids.gray(HISTOGRAM, new int[][] {{7, 7}}));
  }

  /** OpenCV for Python: {@code equalizeHist(g)}, {@code createCLAHE(4, (3, 3)).apply(g)}. */
  @Test
  void isWhatOpenCvDoes() {
    try (Picture ascent = Grids.golden("im_ascent_0_g64")) {
      int[] places = {0, 0, 0, 63, 10, 20, 31, 32, 47, 5, 63, 63};
      int[][] spread = Grids.apply(HISTOGRAM, ascent);
      assertArrayEquals(new int[] {123, 188, 120, 163, 73, 61}, Grids.at(spread, places));
      assertEquals(526063, Grids.sum(spread));
      int[][] clahe = Grids.apply(new Equalize(Method.CLAHE, 4, 3), ascent);
      assertArrayEquals(new int[] {68, 190, 111, 147, 105, 51}, Grids.at(clahe, places));
      assertEquals(523010, Grids.sum(clahe));
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    OperatorErrors.assertRefused(
        "clip-limit = -1 is out of range; give 0 to 256", () -> new Equalize(Method.CLAHE, -1, 8));
    OperatorErrors.assertRefused(
        "tiles = 0 is out of range; give 1 to 256", () -> new Equalize(Method.CLAHE, 2, 0));
  }

  @Test
  void defaultsAreThoseOfTheLiterature() {
    assertEquals(HISTOGRAM, OperatorErrors.bound("name = equalize"));
  }
}
