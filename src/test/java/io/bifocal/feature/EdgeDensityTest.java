package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeDensityTest extends FeatureExtractorContractTest {
  private static final EdgeDensity DEFAULTS = new EdgeDensity(100, 200, GradientNorm.L1);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS, new EdgeDensity(20, 60, GradientNorm.L2));
  }

  @Test
  void lengthIsOne() {
    assertEquals(1, DEFAULTS.length(Input.ORIGINAL));
  }

  @ParameterizedTest
  @CsvSource({"L1, canny_100_200_pixels", "L2, canny_l2_pixels"})
  void goldenCounts(GradientNorm norm, String key) {
    Golden golden = new Golden("edges.json");
    for (String size : new String[] {"g64", "g128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                try (Picture picture = Golden.picture(id, size)) {
                  double pixels = picture.width() * picture.height();
                  assertEquals(
                      (float) (golden.of(id).get(size).get(key).asInt() / pixels),
                      vector(new EdgeDensity(100, 200, norm), picture)[0],
                      id);
                }
              });
    }
  }

  /** One edge of one pixel in every row. */
  @Test
  void oneVerticalEdge() {
    int[][] rows = new int[30][40];
    for (int[] row : rows) {
      Arrays.fill(row, 20, 40, 200);
    }
    try (Picture edge = Pictures.gray(rows)) {
      assertEquals(1 / 40f, vector(DEFAULTS, edge)[0]);
    }
  }

  @Test
  void higherThresholdsLeaveFewerEdges() {
    try (Picture noise = Pictures.noise(64, 64, 1, 5)) {
      float few = vector(new EdgeDensity(400, 900, GradientNorm.L1), noise)[0];
      assertTrue(few < vector(DEFAULTS, noise)[0]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          201 | 200 | low = 201.0 is out of range; give 0 to high, which is 200.0
          -1 | 200 | low = -1.0 is out of range; give 0 to high, which is 200.0
          1 | 2041 | high = 2041.0 is out of range; give 0 to 2040.0
          1 | NaN | high = NaN is out of range; give 0 to 2040.0
          """)
  void parametersOutOfRange(double low, double high, String message) {
    UserError error =
        assertThrows(UserError.class, () -> new EdgeDensity(low, high, GradientNorm.L1));
    assertEquals(message, error.getMessage());
  }
}
