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
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScatteringTest extends FeatureExtractorContractTest {

  /** The defaults run in the golden tests; the contract takes thousands of pictures. */
  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(means(2, 2, 2), new Scattering(2, 1, 1, ScatteringOutput.MAPS));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 8, 2, MEANS, 128, 128, 217",
    "2, 8, 2, MEANS, 128, 64, 81",
    "3, 8, 1, MEANS, 128, 128, 25",
    "4, 6, 0, MEANS, 128, 128, 1",
    "3, 8, 2, MAPS, 128, 128, 55552",
    "2, 3, 2, MAPS, 19, 8, 128",
  })
  void lengthIsCoefficientsTimesMap(
      int octaves,
      int orientations,
      int order,
      ScatteringOutput output,
      int width,
      int height,
      int length) {
    Scattering recipe = new Scattering(octaves, orientations, order, output);
    assertEquals(length, recipe.length(Input.of(width, height)));
  }

  /**
   * A flat picture of 102 is 0.4 everywhere. Smoothing leaves it, but that the sum of the Gaussian
   * is π/3.1415 = 1.00002949; wavelets have the sum 0.
   */
  @ParameterizedTest
  @ValueSource(strings = {"MEANS", "MAPS"})
  void handWorkedFlatPicture(ScatteringOutput output) {
    Scattering recipe = new Scattering(2, 4, 2, output);
    try (Picture flat = Pictures.flat(16, 12, 1, 102)) {
      float[] vector = vector(recipe, Input.of(16, 12), flat);
      int map = output == ScatteringOutput.MEANS ? 1 : 12;
      for (int i = 0; i < vector.length; i++) {
        assertEquals(i < map ? 0.400011797 : 0, vector[i], 1e-7, "value " + i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 2", "64, 3", "128, 2", "128, 3"})
  void goldenMeans(int side, int octaves) {
    Golden golden = new Golden("scattering.json.gz");
    Scattering recipe = means(octaves, 8, 2);
    Input input = Input.of(side, side);
    golden
        .ids()
        .forEach(
            id -> {
              try (Picture picture = Golden.picture(id, "g" + side)) {
                JsonNode expected = golden.of(id).get("n" + side + "_J" + octaves).get("mean");
                assertRelative(expected, vector(recipe, input, picture), 2e-5, id);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void goldenMaps(int octaves) {
    Golden golden = new Golden("scattering_maps32.json.gz");
    Input input = Input.of(32, 32);
    Scattering recipe = new Scattering(octaves, 8, 2, ScatteringOutput.MAPS);
    golden
        .ids()
        .forEach(
            id -> {
              float[] values = new float[32 * 32];
              JsonNode pixels = golden.of(id).get("input32");
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) pixels.get(i / 32).get(i % 32).asDouble();
              }
              float[] vector = new float[recipe.length(input)];
              try (ScatteringWorker worker = new ScatteringWorker(recipe, input, vector.length)) {
                worker.scatter(values, vector);
              }
              assertMaps(golden.of(id).get("n32_J" + octaves), vector, id);
            });
  }

  /**
   * Means over the maps of the 38 by 45 pixels at the top left of im_ascent_0_g64 with 2 octaves
   * and 5 orientations, and of 8 by 9 pixels with 3 and 4, by the definition in golden/README.md
   * written with numpy's FFT in double precision.
   */
  @Test
  void sizesThatAreNotMultiplesOfTheStep() {
    assertCrop(
        38,
        45,
        means(2, 5, 2),
        0.34996487,
        0.01329217,
        0.01455328,
        0.01687275,
        0.01904639,
        0.00311459,
        0.00173898,
        0.00333735);
    assertCrop(
        8,
        9,
        means(3, 4, 2),
        3.34782195e-01,
        7.21972932e-04,
        7.22613241e-04,
        1.52088385e-03,
        2.86476610e-03,
        1.37124638e-03,
        6.84583319e-05,
        9.73928223e-05);
  }

  private static void assertCrop(int width, int height, Scattering recipe, double... expected) {
    int[] indices = {0, 1, 3, 6, 10, 11, 20, 30};
    try (Picture whole = Golden.picture("im_ascent_0", "g64");
        Rect corner = new Rect(0, 0, width, height);
        Mat part = new Mat(whole.gray(), corner);
        Picture picture = Picture.of(part.clone())) {
      float[] actual = vector(recipe, Input.of(width, height), picture);
      for (int i = 0; i < indices.length; i++) {
        assertEquals(expected[i], actual[indices[i]], 1e-5 * expected[i], "value " + indices[i]);
      }
    }
  }

  @Test
  void meansAreMeansOfMaps() {
    Input input = Input.of(48, 40);
    try (Picture picture = Pictures.noise(48, 40, 1, 5)) {
      float[] means = vector(means(3, 4, 2), input, picture);
      float[] maps = vector(new Scattering(3, 4, 2, ScatteringOutput.MAPS), input, picture);
      int map = maps.length / means.length;
      for (int i = 0; i < means.length; i++) {
        double sum = 0;
        for (int k = 0; k < map; k++) {
          sum += maps[i * map + k];
        }
        assertEquals(sum / map, means[i], 1e-5 * means[i], "value " + i);
      }
    }
  }

  @Test
  void lowerOrdersAreTheBeginningOfHigherOnes() {
    Input input = Input.of(32, 32);
    try (Picture picture = Pictures.noise(32, 32, 1, 6)) {
      float[] all = vector(means(2, 8, 2), input, picture);
      for (int order = 0; order < 2; order++) {
        float[] some = vector(means(2, 8, order), input, picture);
        for (int i = 0; i < some.length; i++) {
          assertEquals(all[i], some[i]);
        }
      }
    }
  }

  /** Waves along y are those of orientation 3 of 8, along x of orientation 7. */
  @ParameterizedTest
  @CsvSource({"0, 3, false", "0, 7, true", "1, 3, false", "2, 7, true"})
  void wavesAnswerAtTheirScaleAndOrientation(int octave, int orientation, boolean alongX) {
    double frequency = 0.75 * Math.PI / (1 << octave);
    int[][] rows = new int[64][64];
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        rows[y][x] = (int) Math.round(128 + 100 * Math.cos(frequency * (alongX ? x : y)));
      }
    }
    try (Picture waves = Pictures.gray(rows)) {
      float[] vector = vector(means(3, 8, 1), Input.of(64, 64), waves);
      int strongest = 1;
      for (int i = 1; i < vector.length; i++) {
        strongest = vector[i] > vector[strongest] ? i : strongest;
      }
      assertEquals(1 + 8 * octave + orientation, strongest);
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    assertTrue(message(() -> means(0, 8, 2)).contains("octaves = 0"));
    assertTrue(message(() -> means(9, 8, 2)).contains("octaves = 9"));
    assertTrue(message(() -> means(3, 0, 2)).contains("orientations = 0"));
    assertTrue(message(() -> means(3, 33, 2)).contains("orientations = 33"));
    assertTrue(message(() -> means(3, 8, 3)).contains("order = 3"));
  }

  @Test
  void refusesInputsThatItCannotScatter() {
    Scattering recipe = means(3, 8, 2);
    assertTrue(message(() -> recipe.length(Input.ORIGINAL)).contains("input.size"));
    assertTrue(message(() -> recipe.length(Input.of(7, 64))).contains("input width = 7"));
    assertTrue(message(() -> recipe.length(Input.of(64, 7))).contains("input height = 7"));
    Scattering maps = new Scattering(3, 8, 2, ScatteringOutput.MAPS);
    assertTrue(message(() -> maps.length(Input.of(1000, 1000))).contains("output = means"));
  }

  @Test
  void wavesOfEveryLengthAreTransformed() {
    for (int length : new int[] {1, 2, 3, 4, 5, 8, 9, 12, 16, 27, 36, 49, 70, 144}) {
      RowFft fft = new RowFft(length);
      RowFft.Rows rows = new RowFft.Rows(length, 2);
      float[] expected = new float[length];
      for (int k = 0; k < length; k++) {
        int wave = length / 3;
        double angle = 2 * Math.PI * wave * k / length;
        rows.re[k][1] = (float) Math.cos(angle);
        rows.im[k][1] = (float) Math.sin(angle);
        expected[k] = k == wave ? length : 0;
      }
      fft.forward(rows);
      float[] re = new float[length];
      float[] im = new float[length];
      for (int k = 0; k < length; k++) {
        re[k] = rows.re[k][1];
        im[k] = rows.im[k][1];
      }
      assertArrayEquals(expected, re, 1e-5f * length);
      assertArrayEquals(new float[length], im, 1e-5f * length);
      fft.inverse(rows);
      assertEquals(length, rows.re[0][1], 1e-5f * length);
    }
  }

  private static Scattering means(int octaves, int orientations, int order) {
    return new Scattering(octaves, orientations, order, ScatteringOutput.MEANS);
  }

  private static void assertRelative(JsonNode expected, float[] actual, double most, String id) {
    assertEquals(expected.size(), actual.length);
    for (int i = 0; i < actual.length; i++) {
      double value = expected.get(i).asDouble();
      assertEquals(value, actual[i], most * value + 1e-9, id + " value " + i);
    }
  }

  private static void assertMaps(JsonNode expected, float[] actual, String id) {
    int side = expected.get(0).size();
    for (int i = 0; i < expected.size(); i++) {
      double most = 0;
      for (int k = 0; k < side * side; k++) {
        most = Math.max(most, expected.get(i).get(k / side).get(k % side).asDouble());
      }
      for (int k = 0; k < side * side; k++) {
        double value = expected.get(i).get(k / side).get(k % side).asDouble();
        assertEquals(value, actual[i * side * side + k], 1e-6 * most, id + " map " + i);
      }
    }
  }

  private static String message(Runnable action) {
    return assertThrows(UserError.class, action::run).getMessage();
  }
}
