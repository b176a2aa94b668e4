package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Picture;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DenoiseTest extends OperatorContractTest {
  @Override
  Stream<Operator> operators() {
    return Stream.of(DenoiseMethod.values()).map(DenoiseTest::denoise);
  }

  /** An edge of 60 to 180 under noise of deviation 10: most of the noise goes, the edge stays. */
  @ParameterizedTest
  @EnumSource
  void noiseGoesAndEdgesStay(DenoiseMethod method) {
    int[][] clean = new int[64][64];
    int[][] noisy = new int[64][64];
    Random random = new Random(5);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        clean[y][x] = x < 32 ? 60 : 180;
        noisy[y][x] = (int) Math.round(clean[y][x] + 10 * random.nextGaussian());
      }
    }
    Operator operator =
        method == DenoiseMethod.BILATERAL ? new Denoise(method, 50) : denoise(method);
    int[][] result = Grids.gray(operator, noisy);
    double before = error(noisy, clean);
    double after = error(result, clean);
    assertTrue(after < before / 2, method + ": " + before + " became " + after);
    assertTrue(result[30][36] - result[30][27] > 90, method + " smeared the edge");
  }

  /** A stronger one changes more. */
  @ParameterizedTest
  @EnumSource
  void strengthCounts(DenoiseMethod method) {
    try (Picture picture = Grids.golden("im_coffee_0_g64")) {
      int[][] original = Grids.rows(picture);
      double weak = error(Grids.apply(denoise(method, 0.5), picture), original);
      double strong = error(Grids.apply(denoise(method, 3), picture), original);
      assertTrue(strong > weak, method + ": " + weak + ", " + strong);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.1", "0.3"})
  void totalVariationIsThatOfScikitImage(double weight) {
    Restored.assertSame(
        "total_variation_" + weight, new Denoise(DenoiseMethod.TOTAL_VARIATION, weight), 0.05);
  }

  /** The transform is orthonormal: lengths stay, and the inverse gives the image back. */
  @Test
  void waveletTransformIsOrthonormal() {
    Random random = new Random(3);
    double[] image = random.doubles(32 * 16).toArray();
    double[] coefficients = image.clone();
    OrthonormalWavelet wavelet = new OrthonormalWavelet(32, 16);
    wavelet.forward(coefficients, 3);
    assertEquals(energy(image), energy(coefficients), 1e-10);
    wavelet.inverse(coefficients, 3);
    assertArrayEquals(image, coefficients, 1e-12);
  }

  /** Two vanishing moments: a ramp has details at its ends alone. */
  @Test
  void waveletDetailsOfARampVanish() {
    double[] ramp = new double[16 * 2];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 16;
    }
    new OrthonormalWavelet(16, 2).forward(ramp, 1);
    for (int i = 8; i < 15; i++) {
      assertEquals(0, ramp[i], 1e-12, "detail " + i);
    }
  }

  /** Without noise, whose deviation is then taken for 0, nothing changes. */
  @Test
  void shrinkageLeavesAPictureWithoutNoiseAlone() {
    int[][] rows = new int[32][32];
    for (int y = 8; y < 20; y++) {
      for (int x = 8; x < 24; x++) {
        rows[y][x] = 200;
      }
    }
    assertArrayEquals(rows, Grids.gray(denoise(DenoiseMethod.WAVELET_SHRINKAGE), rows));
  }

  @Test
  void strengthOutOfRange() {
    OperatorErrors.assertRefused(
        "strength = -1 is out of range; give 0 to 1000",
        () -> new Denoise(DenoiseMethod.BILATERAL, -1));
  }

  @Test
  void boundFromAConfiguration() {
    assertEquals(denoise(DenoiseMethod.NON_LOCAL_MEANS), OperatorErrors.bound("name = denoise"));
    assertEquals(
        new Denoise(DenoiseMethod.TOTAL_VARIATION, 0.2),
        OperatorErrors.bound("name = denoise, method = total-variation, strength = 0.2"));
  }

  private static Denoise denoise(DenoiseMethod method) {
    return new Denoise(method, 0);
  }

  /** {@code factor} times the default. */
  private static Denoise denoise(DenoiseMethod method, double factor) {
    double usual =
        switch (method) {
          case NON_LOCAL_MEANS -> 10;
          case BILATERAL -> 25;
          case WAVELET_SHRINKAGE -> 1;
          case TOTAL_VARIATION -> 0.1;
        };
    return new Denoise(method, factor * usual);
  }

  private static double energy(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  /** Root of the mean squared difference. */
  private static double error(int[][] a, int[][] b) {
    double sum = 0;
    for (int y = 0; y < a.length; y++) {
      for (int x = 0; x < a[0].length; x++) {
        sum += (a[y][x] - b[y][x]) * (a[y][x] - b[y][x]);
      }
    }
    return Math.sqrt(sum / a.length / a[0].length);
  }
}
