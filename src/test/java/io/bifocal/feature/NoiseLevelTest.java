package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseLevelTest extends FeatureExtractorContractTest {
  private static final NoiseLevel NOISE = new NoiseLevel();

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(NOISE);
  }

  @Test
  void lengthIsTwo() {
    assertEquals(2, NOISE.length(Input.ORIGINAL));
    assertEquals(2, NOISE.length(Input.of(64, 48)));
  }

  /**
   * A dot of 200 in row and column 3 falls on taps h0 and h2 only: details 200 h0², twice 200 h0 h2
   * and 200 h2². The median is 200 h0 h2 = 200 √3/16. The filter of Immerkær gives 4, 2 and 1 times
   * 200 at and around the dot, 16 in all, over 36 pixels.
   */
  @Test
  void handWorkedDot() {
    int[][] rows = new int[8][8];
    rows[3][3] = 200;
    float wavelet = (float) (200 * Math.sqrt(3) / 16 / 0.6744897501960817);
    float immerkaer = (float) (Math.sqrt(Math.PI / 2) * 16 * 200 / (6 * 36));
    try (Picture picture = Pictures.gray(rows)) {
      assertArrayEquals(new float[] {wavelet, immerkaer}, vector(NOISE, picture), 1e-5f);
    }
  }

  @Test
  void goldenValues() {
    Golden golden = new Golden("quality.json");
    for (String size : new String[] {"g64", "g128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                JsonNode expected = golden.of(id).get(size);
                try (Picture picture = Golden.picture(id, size)) {
                  float[] actual = vector(NOISE, picture);
                  Quality.assertNear(expected, "sigma_wavelet_mad", actual[0], id);
                  Quality.assertNear(expected, "sigma_immerkaer", actual[1], id);
                }
              });
    }
  }

  /**
   * scikit-image 0.19.3 on pixels (7x² + 13y² + 5xy) mod 251, 255 to the right of column width/2:
   * {@code estimate_sigma(g)}. Where most details are nothing but rounding, the median is one of
   * these; 1 by 1 has none that is not 0.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "1, 7, 5.2672611819048215e-15",
    "7, 1, 1.2293437926839942e-15",
    "2, 3, 2.1924215704321397",
    "3, 2, 5.190412742932718",
    "3, 3, 3.7215939358455925",
    "4, 5, 12.532502464515415",
    "5, 4, 9.448501531487915",
    "37, 53, 2.1069044727619286e-14",
    "52, 38, 7.242484125119128e-15",
  })
  void detailsAreThoseOfPyWaveletsToTheLastBit(int width, int height, float sigma) {
    int[][] rows = new int[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rows[y][x] = x > width / 2 ? 255 : (7 * x * x + 13 * y * y + 5 * x * y) % 251;
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      assertEquals(sigma, vector(NOISE, picture)[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 20})
  void normalNoiseIsFoundAgain(int sigma) {
    Random random = new Random(sigma);
    int[][] rows = new int[200][200];
    for (int[] row : rows) {
      for (int x = 0; x < row.length; x++) {
        row[x] = (int) Math.round(128 + sigma * random.nextGaussian());
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      float[] vector = vector(NOISE, picture);
      assertEquals(sigma, vector[0], 0.03 * sigma);
      assertEquals(sigma, vector[1], 0.03 * sigma);
    }
  }

  @Test
  void rampsAreNotNoise() {
    int[][] rows = new int[40][60];
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length; x++) {
        rows[y][x] = 2 * x + 3 * y;
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      assertArrayEquals(new float[2], vector(NOISE, picture), 1e-10f);
    }
  }

  @Test
  void picturesTooNarrowForImmerkaer() {
    try (Picture row = Pictures.noise(50, 2, 1, 3);
        Picture column = Pictures.noise(2, 50, 1, 3)) {
      assertEquals(0, vector(NOISE, row)[1]);
      assertEquals(0, vector(NOISE, column)[1]);
    }
  }

  @Test
  void blackPicturesHaveNone() {
    try (Picture picture = Pictures.flat(30, 20, 1, 0)) {
      assertArrayEquals(new float[2], vector(NOISE, picture));
    }
  }
}
