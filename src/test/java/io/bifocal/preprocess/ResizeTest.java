package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Picture;
import io.bifocal.preprocess.Resize.Interpolation;
import io.bifocal.preprocess.Resize.Side;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest extends OperatorContractTest {

  @Override
  Stream<Operator> operators() {
    return Stream.concat(
        Stream.of(Interpolation.values())
            .map(interpolation -> new Resize(List.of(9, 5), Side.BOTH, interpolation)),
        Stream.of(
            new Resize(List.of(4), Side.SHORTER, Interpolation.AREA),
            new Resize(List.of(11), Side.LONGER, Interpolation.AREA)));
  }

  /** Means of two by two pixels. */
  @Test
  void areaIsTheMeanOfWhatIsCovered() {
    assertArrayEquals(
        new int[][] {{3, 30}},
        Grids.gray(
            new Resize(List.of(2, 1), Side.BOTH, Interpolation.AREA),
            new int[][] {{1, 2, 10, 20}, {4, 5, 40, 50}}));
  }

  /**
   * Doubled, the centres of the new pixels lie at −0.25, 0.25, 0.75 and 1.25: a quarter of the way
   * from each to the other.
   */
  @Test
  void areaIsLinearWhereASideGrows() {
    assertArrayEquals(
        new int[][] {{0, 25, 75, 100}},
        Grids.gray(
            new Resize(List.of(4, 1), Side.BOTH, Interpolation.AREA), new int[][] {{0, 100}}));
  }

  /** 40 by 30: 3 pixels of height want 4 of width; 5 of width want 3.75 of height. */
  @ParameterizedTest
  @CsvSource({"SHORTER, 3, 4, 3", "LONGER, 4, 4, 3", "LONGER, 5, 5, 4", "BOTH, 7, 7, 7"})
  void keepsProportionsWhereAskedTo(Side side, int size, int width, int height) {
    Resize resize = new Resize(List.of(size), side, Interpolation.NEAREST);
    try (Picture wide = Grids.noise(40, 30, 1, 1);
        Picture high = Grids.noise(30, 40, 1, 1)) {
      assertArrayEquals(new int[] {height, width}, size(Grids.apply(resize, wide)));
      assertArrayEquals(new int[] {width, height}, size(Grids.apply(resize, high)));
    }
  }

  @Test
  void aSideHasAtLeastOnePixel() {
    try (Picture line = Grids.noise(700, 1, 1, 1)) {
      assertArrayEquals(
          new int[] {1, 10},
          size(Grids.apply(new Resize(List.of(10), Side.LONGER, Interpolation.AREA), line)));
    }
  }

  /**
   * OpenCV for Python: {@code resize(g, (100, 70), interpolation=…)}. Its cubic rounds a few of the
   * 7000 pixels otherwise in another release.
   */
  @ParameterizedTest
  @CsvSource({"NEAREST, 611717", "LINEAR, 612268", "CUBIC, 613165", "LANCZOS, 613402"})
  void isWhatOpenCvDoes(Interpolation interpolation, double sum) {
    try (Picture ascent = Grids.golden("im_ascent_0_g64")) {
      assertEquals(
          sum,
          Grids.sum(Grids.apply(new Resize(List.of(100, 70), Side.BOTH, interpolation), ascent)),
          interpolation == Interpolation.CUBIC ? 30 : 0);
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    OperatorErrors.assertRefused(
        "size = 0 is out of range; give 1 to 32767",
        () -> new Resize(List.of(0), Side.BOTH, Interpolation.AREA));
    OperatorErrors.assertRefused(
        "size has two numbers, but side names one side; give one number",
        () -> new Resize(List.of(1, 2), Side.SHORTER, Interpolation.AREA));
  }

  @Test
  void isKnownByItsName() {
    assertEquals(
        new Resize(List.of(32, 24), Side.BOTH, Interpolation.AREA),
        OperatorErrors.bound("name = resize, size = [32, 24]"));
  }

  private static int[] size(int[][] rows) {
    return new int[] {rows.length, rows[0].length};
  }
}
