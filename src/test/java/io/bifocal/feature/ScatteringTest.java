package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScatteringTest extends FeatureExtractorContractTest {
  private static final Scattering DEFAULTS = new Scattering(3, 8, 2, ScatteringOutput.MEANS);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        DEFAULTS,
        new Scattering(2, 3, 2, ScatteringOutput.MAPS),
        new Scattering(4, 1, 0, ScatteringOutput.MEANS));
  }

  @Override
  int extractions() {
    return 100;
  }

  @ParameterizedTest
  @CsvSource({
    "3, 8, 2, MEANS, 128, 128, 217",
    "3, 8, 1, MEANS, 128, 128, 25",
    "3, 8, 0, MEANS, 128, 128, 1",
    "2, 8, 2, MAPS, 64, 32, 10368",
    "1, 5, 2, MEANS, 6, 10, 6",
    "4, 3, 2, MAPS, 16, 16, 67",
  })
  void lengthIsCoefficientsTimesCells(
      int octaves,
      int orientations,
      int order,
      ScatteringOutput output,
      int width,
      int height,
      int length) {
    Scattering recipe = new Scattering(octaves, orientations, order, output);
    assertEquals(length, recipe.length(Input.of(width, height)));
    try (Picture picture = Pictures.noise(width, height, 1, 1)) {
      assertEquals(length, vector(recipe, Input.of(width, height), picture).length);
    }
  }

  @ParameterizedTest
  @CsvSource({"g64, n64, 2", "g64, n64, 3", "g128, n128, 2", "g128, n128, 3"})
  void goldenMeans(String size, String prefix, int octaves) {
    Golden golden = new Golden("scattering.json.gz");
    Scattering recipe = new Scattering(octaves, 8, 2, ScatteringOutput.MEANS);
    golden
        .ids()
        .forEach(
            id -> {
              JsonNode expected = golden.of(id).get(prefix + "_J" + octaves).get("mean");
              try (Picture picture = Golden.picture(id, size)) {
                Input input = Input.of(picture.width(), picture.height());
                float[] actual = vector(recipe, input, picture);
                assertEquals(expected.size(), actual.length);
                for (int i = 0; i < actual.length; i++) {
                  double value = expected.get(i).asDouble();
                  assertEquals(value, actual[i], 2e-5 * value + 1e-9, id + " " + i);
                }
              }
            });
  }

  /** The maps that the means are means of. */
  @ParameterizedTest
  @CsvSource({"64, 64, 3", "24, 40, 3", "12, 4, 2"})
  void meansAreMeansOfMaps(int width, int height, int octaves) {
    Input input = Input.of(width, height);
    try (Picture picture = Pictures.noise(width, height, 1, 2)) {
      float[] means = vector(new Scattering(octaves, 5, 2, ScatteringOutput.MEANS), input, picture);
      float[] maps = vector(new Scattering(octaves, 5, 2, ScatteringOutput.MAPS), input, picture);
      int cells = maps.length / means.length;
      for (int i = 0; i < means.length; i++) {
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
          sum += maps[i * cells + cell];
        }
        assertEquals(sum / cells, means[i], 3e-6 * means[i] + 1e-8, "coefficient " + i);
      }
    }
  }

  /** A flat picture has waves nowhere; its smoothed value is 1, but for the digits of π. */
  @Test
  void handWorkedFlatPicture() {
    try (Picture picture = Pictures.flat(8, 8, 1, 255)) {
      float[] actual =
          vector(new Scattering(2, 2, 1, ScatteringOutput.MEANS), Input.of(8, 8), picture);
      float[] expected = new float[5];
      expected[0] = (float) (Math.PI / 3.1415);
      assertArrayEquals(expected, actual, 2e-5f);
    }
  }

  /** Waves that follow each other downwards: angle 0, which is number 3 of 8. */
  @Test
  void wavesAnswerTheirOwnAngle() {
    int[][] rows = new int[64][64];
    int[][] columns = new int[64][64];
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        rows[y][x] = (int) Math.round(128 + 100 * Math.cos(2 * Math.PI * y * 3 / 8));
        columns[x][y] = rows[y][x];
      }
    }
    assertEquals(4, strongest(rows));
    assertEquals(8, strongest(columns));
  }

  private static int strongest(int[][] rows) {
    try (Picture picture = Pictures.gray(rows)) {
      float[] actual = vector(DEFAULTS, Input.of(64, 64), picture);
      int best = 1;
      for (int i = 1; i < 25; i++) {
        best = actual[i] > actual[best] ? i : best;
      }
      return best;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8, 2, octaves = 0 is out of range; give 1 to 8",
    "9, 8, 2, octaves = 9 is out of range; give 1 to 8",
    "3, 0, 2, orientations = 0 is out of range; give 1 to 32",
    "3, 8, 3, order = 3 is out of range; give 0 to 2",
  })
  void parametersOutOfRange(int octaves, int orientations, int order, String message) {
    UserError error =
        assertThrows(
            UserError.class,
            () -> new Scattering(octaves, orientations, order, ScatteringOutput.MEANS));
    assertEquals(message, error.getMessage());
  }

  @Test
  void inputsThatDoNotFit() {
    assertRefused(DEFAULTS, Input.ORIGINAL, "set input.size");
    assertRefused(DEFAULTS, Input.of(100, 64), "input width = 100 is not a multiple");
    assertRefused(DEFAULTS, Input.of(64, 4), "2^octaves = 8; use 8");
    assertRefused(
        new Scattering(3, 8, 2, ScatteringOutput.MAPS), Input.of(2048, 2048), "more than 1000000");
  }

  private static void assertRefused(Scattering recipe, Input input, String message) {
    UserError error = assertThrows(UserError.class, () -> recipe.open(input));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
