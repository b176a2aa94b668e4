package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizeIlluminationTest extends OperatorContractTest {
  private static final NormalizeIllumination DEFAULTS = new NormalizeIllumination(0.2, 1, 2);

  @Override
  Stream<Operator> operators() {
    return Stream.of(DEFAULTS);
  }

  @Override
  boolean keepsColor() {
    return false;
  }

  @Test
  void valuesAreThoseOfTheFormula() {
    Restored.assertSame("tan_triggs", DEFAULTS, 0.1);
  }

  /** Light that falls to a third from left to right. */
  @Test
  void slowLightChangesLittle() {
    try (Picture picture = Grids.golden("im_coffee_0_g64")) {
      int[][] rows = Grids.rows(picture);
      int[][] shaded = new int[64][64];
      for (int y = 0; y < 64; y++) {
        for (int x = 0; x < 64; x++) {
          shaded[y][x] = (int) Math.round(rows[y][x] * (1 - x / 96.0));
        }
      }
      int[][] expected = Grids.apply(DEFAULTS, picture);
      int[][] actual = Grids.gray(DEFAULTS, shaded);
      double sum = 0;
      double before = 0;
      for (int y = 0; y < 64; y++) {
        for (int x = 0; x < 64; x++) {
          sum += Math.abs(expected[y][x] - actual[y][x]);
          before += Math.abs(rows[y][x] - shaded[y][x]);
        }
      }
      assertTrue(sum < before / 4, before + " became " + sum);
    }
  }

  @Test
  void flatPicturesBecomeGray() {
    try (Picture flat = Grids.flat(9, 7, 3, 200)) {
      assertEquals(128, Grids.apply(DEFAULTS, flat)[3][4]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 1 | 2 | gamma = 0.0 is out of range; give above 0 to 2
          0.2 | 0 | 2 | inner = 0.0 is out of range; give above 0 to 64 pixels
          0.2 | 2 | 1 | outer = 1.0 is out of range; give above inner, which is 2.0, to 64
          """)
  void parametersOutOfRange(double gamma, double inner, double outer, String message) {
    OperatorErrors.assertRefused(message, () -> new NormalizeIllumination(gamma, inner, outer));
  }
}
