package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GammaTest extends OperatorContractTest {

  @Override
  Stream<Operator> operators() {
    return Stream.of(new Gamma(1), new Gamma(0.45), new Gamma(2.2));
  }

  /** 255 (51 / 255)² = 10.2 and 255 (102 / 255)² = 40.8. */
  @Test
  void raisesToThePower() {
    assertArrayEquals(
        new int[][] {{0, 10, 41, 255}}, Grids.gray(new Gamma(2), new int[][] {{0, 51, 102, 255}}));
  }

  /** The root of 51 / 255 is 0.447, times 255 is 114.04. */
  @Test
  void allChannelsTakeTheSamePower() {
    assertArrayEquals(
        new int[][] {{0x7200FF}}, Grids.color(new Gamma(0.5), new int[][] {{0x3300FF}}));
  }

  @Test
  void oneChangesNothing() {
    try (Picture noise = Grids.noise(20, 30, 3, 1)) {
      assertArrayEquals(Grids.rows(noise), Grids.apply(new Gamma(1), noise));
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    String range = " is out of range; give above 0 to 10";
    OperatorErrors.assertRefused("gamma = 0" + range, () -> new Gamma(0));
    OperatorErrors.assertRefused("gamma = 10.5" + range, () -> new Gamma(10.5));
    OperatorErrors.assertRefused("gamma = NaN" + range, () -> new Gamma(Double.NaN));
  }

  @Test
  void isKnownByItsName() {
    assertEquals(new Gamma(0.5), OperatorErrors.bound("name = gamma, gamma = 0.5"));
  }
}
