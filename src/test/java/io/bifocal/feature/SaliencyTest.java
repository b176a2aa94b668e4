package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaliencyTest extends FeatureExtractorContractTest {
  private static final Saliency DEFAULTS = new Saliency(8);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS, new Saliency(3));
  }

  @Test
  void lengthIsGridSquared() {
    assertEquals(64, DEFAULTS.length(Input.ORIGINAL));
    assertEquals(64, DEFAULTS.length(Input.of(640, 480)));
    assertEquals(9, new Saliency(3).length(Input.ORIGINAL));
  }

  /** One cell holds all. */
  @ParameterizedTest
  @ValueSource(ints = {0, 77, 255})
  void handWorkedSingleCell(int value) {
    try (Picture picture = Pictures.flat(10, 20, 1, value)) {
      assertArrayEquals(new float[] {1}, vector(new Saliency(1), picture));
    }
  }

  @Test
  void blackPicturesAreEquallySalientEverywhere() {
    float[] expected = new float[64];
    Arrays.fill(expected, 1 / 64f);
    try (Picture picture = Pictures.flat(10, 20, 3, 0)) {
      assertArrayEquals(expected, vector(DEFAULTS, picture));
    }
  }

  /**
   * numpy 1.24, scipy 1.10:
   *
   * <pre>
   * F = np.fft.fft2(g); L = np.log(np.maximum(abs(F), 1))
   * R = L - ndimage.uniform_filter(L, 3, mode='nearest')
   * S = abs(np.fft.ifft2(np.exp(R + 1j * np.angle(F))))**2
   * S = ndimage.gaussian_filter(S, 2.5, mode='constant', truncate=2)
   * P = S.repeat(n, 0).repeat(n, 1).reshape(n, 64, n, 64).sum((1, 3)); P / P.sum()
   * </pre>
   */
  @Test
  void literalsOfNumpy() {
    assertGolden(
        "im_astronaut_0",
        3,
        0.092901723,
        0.110730559,
        0.02774481,
        0.136252935,
        0.13158008,
        0.034881636,
        0.234415268,
        0.159939493,
        0.071553496);
    assertGolden(
        "im_coffee_0",
        4,
        0.067244341,
        0.018152701,
        0.025262858,
        0.049061508,
        0.093854049,
        0.03680644,
        0.074275668,
        0.098677004,
        0.047909681,
        0.053353198,
        0.14674157,
        0.037435112,
        0.05756554,
        0.027951513,
        0.122824007,
        0.042884813);
  }

  /** Four cells of 1.5 by 1.5 pixels. */
  @Test
  void meansOfCellsThatAreNoWholePixels() {
    double[] means = new double[4];
    try (Picture picture = Pictures.gray(new int[][] {{0, 4, 8}, {40, 4, 0}, {8, 8, 8}});
        AreaMeans cells = new AreaMeans(2)) {
      cells.compute(picture.gray(), means);
    }
    // Rows by thirds of a cell: (0 + 2)/1.5 and (2 + 8)/1.5; (40 + 2)/1.5 and 2/1.5; 8 and 8.
    double[] expected = {
      (2 * 2 / 1.5 + 42 / 1.5) / 3,
      (2 * 10 / 1.5 + 2 / 1.5) / 3,
      (42 / 1.5 + 2 * 8) / 3,
      (2 / 1.5 + 2 * 8) / 3
    };
    assertArrayEquals(expected, means, 1e-12);
  }

  /** More pixels than are summed at a time. */
  @Test
  void meansOfLargePictures() {
    double[] means = new double[3 * 3];
    double[] expected = new double[3 * 3];
    try (Picture picture = Pictures.noise(1500, 1200, 1, 4);
        AreaMeans cells = new AreaMeans(3)) {
      byte[] bytes = new byte[1500 * 1200];
      picture.gray().data().get(bytes);
      for (int i = 0; i < bytes.length; i++) {
        expected[i / 1500 / 400 * 3 + i % 1500 / 500] += (bytes[i] & 0xFF) / (500.0 * 400);
      }
      cells.compute(picture.gray(), means);
    }
    assertArrayEquals(expected, means, 1e-8);
  }

  /** A dot on noise of half its brightness, in the middle of a cell. */
  @ParameterizedTest
  @CsvSource({"87, 37, 3, 1", "12, 162, 0, 6", "187, 187, 7, 7", "62, 112, 2, 4"})
  void dotStandsOut(int x, int y, int column, int row) {
    int[][] rows = new int[200][200];
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < 200; j++) {
        rows[i][j] = 100 + (i * 31 + j * 17 + i * j) % 20;
      }
    }
    for (int i = -4; i < 4; i++) {
      Arrays.fill(rows[y + i], x - 4, x + 4, 250);
    }
    try (Picture picture = Pictures.gray(rows)) {
      float[] vector = vector(DEFAULTS, picture);
      int most = 0;
      for (int cell = 0; cell < vector.length; cell++) {
        most = vector[cell] > vector[most] ? cell : most;
      }
      assertEquals(row * 8 + column, most);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 64})
  void cellsSumToOne(int grid) {
    try (Picture picture = Golden.picture("im_rocket_0", "c128")) {
      double sum = 0;
      for (float value : vector(new Saliency(grid), picture)) {
        sum += value;
      }
      assertEquals(1, sum, 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65})
  void parametersOutOfRange(int grid) {
    UserError error = assertThrows(UserError.class, () -> new Saliency(grid));
    assertEquals("grid = " + grid + " is out of range; give 1 to 64", error.getMessage());
  }

  private static void assertGolden(String id, int grid, double... expected) {
    try (Picture picture = Golden.picture(id, "g64")) {
      float[] actual = vector(new Saliency(grid), picture);
      for (int cell = 0; cell < expected.length; cell++) {
        assertEquals(expected[cell], actual[cell], 1e-7, id + " " + cell);
      }
    }
  }
}
