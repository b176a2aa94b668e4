package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaborEnergyTest extends FeatureExtractorContractTest {
  private static final GaborEnergy DEFAULTS = new GaborEnergy(List.of(0.1, 0.2, 0.3, 0.4), 6, 1);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS, new GaborEnergy(List.of(0.02), 3, 1));
  }

  @Override
  int extractions() {
    return 100;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "1, 7, 14", "2, 4, 16", "3, 6, 36"})
  void lengthIsTwoAFrequencyAndDirection(int frequencies, int orientations, int length) {
    List<Double> some = List.of(0.1, 0.2, 0.5).subList(0, frequencies);
    GaborEnergy recipe = new GaborEnergy(some, orientations, 1);
    assertEquals(length, recipe.length(Input.ORIGINAL));
    assertEquals(length, recipe.length(Input.of(9, 5)));
  }

  /**
   * A flat picture of gray 255 is 1 everywhere, and so is its reflection. At frequency 0.5 and
   * bandwidth 10 σ is 0.375514, so that the filter ends at x, y = ±2. Its sum is w v / (2π
   * 0.141011) with v = 1 + 2 e^(-1/0.282021) + 2 e^(-4/0.282021) = 1.057691 along columns and along
   * rows w = 1 - 2 e^(-1/0.282021) + 2 e^(-4/0.282021) = 0.942312: 1.124919.
   */
  @Test
  void handWorkedFlatPicture() {
    try (Picture picture = Pictures.flat(3, 2, 1, 255)) {
      float[] actual = vector(new GaborEnergy(List.of(0.5), 1, 10), picture);
      assertArrayEquals(new float[] {1.124919f, 0}, actual, 1e-5f);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"g64", "g128"})
  void goldenMeansAndDeviations(String size) {
    Golden golden = new Golden("gabor.json");
    golden
        .ids()
        .forEach(
            id -> {
              JsonNode expected = golden.of(id).get(size);
              try (Picture picture = Golden.picture(id, size)) {
                float[] actual = vector(DEFAULTS, picture);
                for (int i = 0; i < actual.length; i++) {
                  JsonNode statistic = expected.get(i % 2 == 0 ? "mean" : "std");
                  double value = statistic.get(i / 12).get(i % 12 / 2).asDouble();
                  assertEquals(value, actual[i], 1e-6 * value + 1e-9, id + " " + i);
                }
              }
            });
  }

  /**
   * scikit-image 0.19.3 on g = im_brick_0 g64 without its last 27 rows and 13 columns: mean and std
   * of {@code np.hypot(*gabor(g[:37, :51] / 255, f, theta=k * np.pi / n, bandwidth=b))}.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.07 0.25 | 3 | 1.5 | 0.021702259 0.0051147733 0.020367198 0.0036878129 0.020236116 0.0033596938 0.033780779 0.023297971 0.022304373 0.0087749298 0.022101764 0.0084394375",
        "0.5 | 4 | 0.5 | 0.013864763 0.010341231 0.00090256039 0.00071106658 0.0044088371 0.0062929577 0.00090471764 0.00074054155",
      })
  void otherParameters(String frequencies, int orientations, double bandwidth, String values) {
    List<Double> list = Arrays.stream(frequencies.split(" ")).map(Double::valueOf).toList();
    GaborEnergy recipe = new GaborEnergy(list, orientations, bandwidth);
    int[][] rows = new int[37][51];
    try (Picture whole = Golden.picture("im_brick_0", "g64")) {
      for (int y = 0; y < rows.length; y++) {
        for (int x = 0; x < rows[y].length; x++) {
          rows[y][x] = whole.gray().ptr(y, x).get() & 0xFF;
        }
      }
    }
    String[] expected = values.split(" ");
    try (Picture picture = Pictures.gray(rows)) {
      float[] actual = vector(recipe, picture);
      assertEquals(expected.length, actual.length);
      for (int i = 0; i < expected.length; i++) {
        double value = Double.parseDouble(expected[i]);
        assertEquals(value, actual[i], 2e-6 * value, "value " + i);
      }
    }
  }

  /** A wave of 5 pixels along a direction answers most at 0.2 and in that direction. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void waveAnswersItsOwnFilter(int direction) {
    double angle = Math.PI * direction / 6;
    int[][] rows = new int[60][60];
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 60; x++) {
        double along = x * Math.cos(angle) + y * Math.sin(angle);
        rows[y][x] = (int) Math.round(128 + 100 * Math.cos(2 * Math.PI * 0.2 * along));
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      float[] actual = vector(DEFAULTS, picture);
      int best = 0;
      for (int i = 0; i < actual.length; i += 2) {
        best = actual[i] > actual[best] ? i : best;
      }
      assertEquals(12 + 2 * direction, best);
    }
  }

  /** Transposed, a direction t becomes 90 degrees - t: with six directions, k becomes 3 - k. */
  @Test
  void transpositionExchangesDirections() {
    int[][] rows = new int[23][31];
    int[][] columns = new int[31][23];
    for (int y = 0; y < 23; y++) {
      for (int x = 0; x < 31; x++) {
        rows[y][x] = (x * x + 3 * x * y + 17 * y) % 256;
        columns[x][y] = rows[y][x];
      }
    }
    try (Picture picture = Pictures.gray(rows);
        Picture transposed = Pictures.gray(columns)) {
      float[] one = vector(DEFAULTS, picture);
      float[] other = vector(DEFAULTS, transposed);
      for (int i = 0; i < one.length; i++) {
        int k = i % 12 / 2;
        int twin = i + 2 * (Math.floorMod(3 - k, 6) - k);
        assertEquals(one[i], other[twin], 1e-5 * one[i], "value " + i);
      }
    }
  }

  @Test
  void parametersOutOfRange() {
    assertRefused(List.of(), 6, 1, "frequencies must be 1 to 100 numbers, each of them once");
    assertRefused(List.of(0.1, 0.1), 6, 1, "each of them once");
    assertRefused(List.of(0.1, 0.6), 6, 1, "frequencies = 0.6 is out of range; give 0.01 to 0.5");
    assertRefused(List.of(0.0), 6, 1, "frequencies = 0.0 is out of range");
    assertRefused(List.of(Double.NaN), 6, 1, "frequencies = NaN is out of range");
    assertRefused(List.of(0.1), 0, 1, "orientations = 0 is out of range; give 1 to 180");
    assertRefused(List.of(0.1), 6, 0, "bandwidth = 0.0 is out of range; give 0.1 to 10");
  }

  private static void assertRefused(
      List<Double> frequencies, int orientations, double bandwidth, String message) {
    UserError error =
        assertThrows(UserError.class, () -> new GaborEnergy(frequencies, orientations, bandwidth));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
