package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumSlopeTest extends FeatureExtractorContractTest {
  private static final SpectrumSlope RECIPE = new SpectrumSlope();

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(RECIPE);
  }

  @Test
  void lengthIsThree() {
    assertEquals(3, RECIPE.length(Input.ORIGINAL));
    assertEquals(3, RECIPE.length(Input.of(64, 32)));
  }

  /**
   * One point has the same power everywhere, (255 w)², w its weight; the mean, with the window that
   * it is multiplied by, is in rings 0 and 1 alone. The weights' squares sum up to (3/8 8)² = 9.
   */
  @Test
  void handWorkedPoint() {
    int[][] rows = new int[8][8];
    rows[4][2] = 255;
    double weight = Math.pow(Math.sin(Math.PI * 2.5 / 8) * Math.sin(Math.PI * 4.5 / 8), 2);
    double power = Math.pow(255 * weight, 2) / 9;
    try (Picture picture = Pictures.gray(rows)) {
      assertArrayEquals(
          new float[] {0, (float) Math.log10(power), 0}, vector(RECIPE, picture), 1e-6f);
    }
  }

  /** The transform as a plain double sum; sizes even and odd, with and without filling up. */
  @ParameterizedTest
  @CsvSource({"6, 6", "12, 10", "9, 15", "15, 8", "7, 11", "23, 14", "6, 41"})
  void lineIsThatOfTheDefinition(int width, int height) {
    try (Picture picture = Pictures.noise(width, height, 1, 17)) {
      double[] expected = naive(picture);
      float[] actual = vector(RECIPE, picture);
      for (int i = 0; i < 3; i++) {
        assertEquals(expected[i], actual[i], 1e-6 * Math.abs(expected[i]) + 1e-7, "value " + i);
      }
    }
  }

  /** Waves of all frequencies in random phases, their power falling as it should. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 2, 3})
  void slopeOfPowerLaws(double exponent) {
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      try (Picture picture = waves(64, exponent, seed)) {
        sum += vector(RECIPE, picture)[0];
      }
    }
    assertEquals(-exponent, sum / 20, 0.08);
  }

  /** The sum of cos(2π (u x + v y) / n + phase), first over u, then over v. */
  private static Picture waves(int n, double exponent, int seed) {
    Random random = new Random(seed);
    double[][] values = new double[n][n];
    for (int v = 1 - n / 2; v < n / 2; v++) {
      double[] real = new double[n];
      double[] imaginary = new double[n];
      for (int u = v > 0 ? 0 : 1; u < n / 2; u++) {
        double amplitude = Math.pow(Math.hypot(u, v), -exponent / 2);
        double phase = random.nextDouble() * 2 * Math.PI;
        for (int x = 0; x < n; x++) {
          real[x] += amplitude * Math.cos(2 * Math.PI * u * x / n + phase);
          imaginary[x] += amplitude * Math.sin(2 * Math.PI * u * x / n + phase);
        }
      }
      for (int y = 0; y < n; y++) {
        double cosine = Math.cos(2 * Math.PI * v * y / n);
        double sine = Math.sin(2 * Math.PI * v * y / n);
        for (int x = 0; x < n; x++) {
          values[y][x] += real[x] * cosine - imaginary[x] * sine;
        }
      }
    }
    double largest = 0;
    for (double[] row : values) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    int[][] rows = new int[n][n];
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        rows[y][x] = (int) Math.rint(128 + 127 * values[y][x] / largest);
      }
    }
    return Pictures.gray(rows);
  }

  @Test
  void flatAndTinyPicturesHaveNone() {
    try (Picture flat = Pictures.flat(64, 48, 1, 77);
        Picture tiny = Pictures.noise(5, 90, 1, 1)) {
      assertArrayEquals(new float[3], vector(RECIPE, flat));
      assertArrayEquals(new float[3], vector(RECIPE, tiny));
    }
  }

  private static double[] naive(Picture picture) {
    int width = picture.width();
    int height = picture.height();
    double[][] weighted = new double[height][width];
    double mean = 0;
    double weights = 0;
    double squares = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double weight = weight(x, width) * weight(y, height);
        mean += weight * (picture.gray().ptr(y, x).get() & 0xFF);
        weights += weight;
        squares += weight * weight;
      }
    }
    mean /= weights;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double weight = weight(x, width) * weight(y, height);
        weighted[y][x] = weight * ((picture.gray().ptr(y, x).get() & 0xFF) - mean);
      }
    }
    int columns = filledUp(width);
    int rows = filledUp(height);
    int side = Math.min(width, height);
    double[] power = new double[side + 1];
    int[] members = new int[side + 1];
    for (int v = 0; v < rows; v++) {
      for (int u = 0; u < columns; u++) {
        double real = 0;
        double imaginary = 0;
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            double angle = 2 * Math.PI * ((double) u * x / columns + (double) v * y / rows);
            real += weighted[y][x] * Math.cos(angle);
            imaginary -= weighted[y][x] * Math.sin(angle);
          }
        }
        double across = (double) Math.min(u, columns - u) / columns;
        double down = (double) Math.min(v, rows - v) / rows;
        int ring = (int) Math.floor(side * Math.hypot(across, down) + 0.5);
        power[ring] += real * real + imaginary * imaginary;
        members[ring]++;
      }
    }
    LogLine line = new LogLine(side);
    for (int k = 2; k <= side / 2; k++) {
      line.add(Math.log10(k / (double) side), Math.log10(power[k] / members[k] / squares));
    }
    return new double[] {line.slope(), line.intercept(), line.residual()};
  }

  private static double weight(int at, int length) {
    return Math.pow(Math.sin(Math.PI * (at + 0.5) / length), 2);
  }

  /** The next product of 2, 3 and 5. */
  private static int filledUp(int length) {
    for (int size = length; ; size++) {
      int rest = size;
      for (int prime : new int[] {2, 3, 5}) {
        while (rest % prime == 0) {
          rest /= prime;
        }
      }
      if (rest == 1) {
        return size;
      }
    }
  }
}
