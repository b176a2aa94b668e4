package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Picture;
import io.bifocal.preprocess.EdgeMap.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EdgeMapTest extends OperatorContractTest {
  private static final EdgeMap CANNY = new EdgeMap(Method.CANNY, 100, 200);
  private static final EdgeMap SOBEL = new EdgeMap(Method.SOBEL, 100, 200);

  @Override
  Stream<Operator> operators() {
    return Stream.of(CANNY, SOBEL);
  }

  @Override
  boolean keepsColor() {
    return false;
  }

  /**
   * A step of 20 is 4 · 20 = 80 in the two columns beside it; one of 100 would be 400, more than
   * 255.
   */
  @Test
  void sobelIsTheStrengthOfTheChange() {
    assertArrayEquals(
        new int[][] {{0, 80, 80, 255, 255, 0}, {0, 80, 80, 255, 255, 0}},
        Grids.gray(SOBEL, new int[][] {{0, 0, 20, 20, 120, 120}, {0, 0, 20, 20, 120, 120}}));
  }

  /** The steps are 120 and 400: the first is above low alone and joined to nothing. */
  @Test
  void cannyKeepsTheStrongEdge() {
    int[] row = {0, 0, 0, 30, 30, 30, 130, 130, 130};
    int[][] result = Grids.gray(CANNY, new int[][] {row, row, row, row, row});
    for (int[] edges : result) {
      assertArrayEquals(new int[] {0, 0, 0, 0, 0, 255, 0, 0, 0}, edges);
    }
  }

  /** OpenCV for Python: {@code Canny(g, 100, 200)}; the root of both squared {@code Sobel}. */
  @Test
  void isWhatOpenCvDoes() {
    try (Picture ascent = Grids.golden("im_ascent_0_g64")) {
      assertEquals(225675, Grids.sum(Grids.apply(CANNY, ascent)));
      int[][] sobel = Grids.apply(SOBEL, ascent);
      assertArrayEquals(new int[] {18, 166, 107}, Grids.at(sobel, 10, 20, 31, 32, 47, 5));
      assertEquals(423919, Grids.sum(sobel));
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    OperatorErrors.assertRefused(
        "low = -1 is out of range; give 0 to 2040", () -> new EdgeMap(Method.CANNY, -1, 5));
    OperatorErrors.assertRefused(
        "low = 300 is out of range; give 0 to 200, which is high",
        () -> new EdgeMap(Method.CANNY, 300, 200));
  }

  @Test
  void defaultsAreThoseOfTheLiterature() {
    assertEquals(CANNY, OperatorErrors.bound("name = edge-map"));
  }
}
