package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Picture;
import io.bifocal.preprocess.WhiteBalance.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WhiteBalanceTest extends OperatorContractTest {
  private static final WhiteBalance GRAY_WORLD = new WhiteBalance(Method.GRAY_WORLD, 6);
  private static final WhiteBalance SHADES = new WhiteBalance(Method.SHADES_OF_GRAY, 6);

  @Override
  Stream<Operator> operators() {
    return Stream.of(GRAY_WORLD, SHADES, new WhiteBalance(Method.SHADES_OF_GRAY, 100));
  }

  /**
   * The means of red, green and blue are 30, 60 and 90, theirs is 60: red is doubled, blue becomes
   * two thirds.
   */
  @Test
  void allChannelsTakeTheSameMean() {
    assertArrayEquals(
        new int[][] {{rgb(40, 50, 60), rgb(80, 70, 60)}},
        Grids.color(GRAY_WORLD, new int[][] {{rgb(20, 50, 90), rgb(40, 70, 90)}}));
  }

  /** With blue black, red and green, 60 and 30, take the mean of 60, 30 and 0. */
  @Test
  void aBlackChannelStaysBlack() {
    assertArrayEquals(
        new int[][] {{rgb(30, 30, 0)}}, Grids.color(GRAY_WORLD, new int[][] {{rgb(60, 30, 0)}}));
  }

  /** The mean of 255, 0 and 0 over three pixels is 85; green, 10, is multiplied by 12.3 or so. */
  @Test
  void valuesAreClipped() {
    int[][] result =
        Grids.color(
            GRAY_WORLD, new int[][] {{rgb(255, 30, 255), rgb(255, 0, 255), rgb(255, 0, 255)}});
    assertEquals(rgb(173, 255, 173), result[0][0]);
  }

  /** NumPy: n = (v**p).mean()**(1/p) of each channel, min(255, floor(v * mean(n) / n + 0.5)). */
  @Test
  void isWhatNumPyComputes() {
    int[] places = {0, 0, 0, 63, 10, 20, 63, 63};
    try (Picture astronaut = Grids.golden("im_astronaut_0_c64")) {
      assertArrayEquals(
          new int[] {rgb(174, 180, 190), rgb(176, 173, 185), rgb(161, 154, 121), rgb(89, 95, 106)},
          Grids.at(Grids.apply(GRAY_WORLD, astronaut), places));
      assertArrayEquals(
          new int[] {rgb(180, 182, 182), rgb(183, 175, 177), rgb(166, 155, 116), rgb(92, 95, 101)},
          Grids.at(Grids.apply(SHADES, astronaut), places));
    }
  }

  @Test
  void grayStaysAsItIs() {
    assertArrayEquals(new int[][] {{1, 99}}, Grids.gray(SHADES, new int[][] {{1, 99}}));
  }

  @Test
  void refusesParametersOutOfRange() {
    OperatorErrors.assertRefused(
        "norm = 0.5 is out of range; give 1 to 100",
        () -> new WhiteBalance(Method.SHADES_OF_GRAY, 0.5));
  }

  @Test
  void defaultsAreThoseOfTheLiterature() {
    assertEquals(GRAY_WORLD, OperatorErrors.bound("name = white-balance"));
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }
}
