package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GistTest extends FeatureExtractorContractTest {
  private static final Gist DEFAULTS = new Gist(4, List.of(8, 8, 8, 8));

  /** The defaults run below; the contract takes thousands of pictures. */
  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(new Gist(3, List.of(2, 1)));
  }

  @Test
  void lengthIsPartsTimesFilters() {
    assertEquals(512, DEFAULTS.length(DEFAULTS.defaultInput()));
    assertEquals(9 * 7, new Gist(3, List.of(4, 3)).length(Input.of(64, 48)));
    assertEquals(5, new Gist(1, List.of(5)).length(Input.of(1, 1)));
  }

  /**
   * Columns 0, 255, 255, 0 in turn, which reflection continues: the logarithms 0 and ln 256 are
   * 2.7726 below and above their mean, which the low-pass removes, so that contrast makes them
   * ∓2.7726/(0.2 + 2.7726) = ∓0.93272. That is 0.93272 √2 cos of a quarter of a cycle a pixel, half
   * of it on either side of the origin. The filter of orientation 0 lets through one side, times
   * exp(-3.5 (0.25/0.3 - 1)²) = 0.90738: its modulus is 0.93272/√2 · 0.90738 = 0.59845, that of the
   * orientation across is 0. The low-pass is less exact where the picture ends.
   */
  @Test
  void handWorkedStripes() {
    int[][] rows = new int[128][128];
    for (int[] row : rows) {
      for (int x = 0; x < 128; x++) {
        row[x] = x % 4 == 1 || x % 4 == 2 ? 255 : 0;
      }
    }
    try (Picture stripes = Pictures.gray(rows)) {
      float[] vector = vector(new Gist(1, List.of(8)), Input.of(128, 128), stripes);
      assertEquals(0.59845, vector[0], 0.003);
      assertEquals(0, vector[4], 1e-4);
    }
  }

  /**
   * The definition with numpy's FFT in double precision, on im_ascent_0_g128: values 0, 5, 37, 130,
   * 300, 511 and the sum.
   */
  @Test
  void agreesWithAnIndependentComputation() {
    try (Picture picture = Golden.picture("im_ascent_0", "g128")) {
      float[] actual = vector(DEFAULTS, picture);
      int[] indices = {0, 5, 37, 130, 300, 511};
      double[] expected = {0.0140578, 0.0286411, 0.0436969, 0.0947383, 0.1351185, 0.0472004};
      for (int i = 0; i < indices.length; i++) {
        assertEquals(expected[i], actual[indices[i]], 2e-7);
      }
      assertEquals(31.6507617, sum(actual), 1e-5);
    }
  }

  /** The same for the 70 by 97 pixels at its top left, 2 by 2 parts, 6 and 3 orientations. */
  @Test
  void agreesWhereSidesAreOddAndDiffer() {
    try (Picture whole = Golden.picture("im_ascent_0", "g128");
        Rect corner = new Rect(0, 0, 70, 97);
        Mat part = new Mat(whole.gray(), corner);
        Picture picture = Picture.of(part.clone())) {
      float[] actual = vector(new Gist(2, List.of(6, 3)), Input.of(70, 97), picture);
      double[] first = {0.0227481, 0.1403161, 0.0586039, 0.069574, 0.0246759, 0.0866352};
      for (int i = 0; i < first.length; i++) {
        assertEquals(first[i], actual[i], 2e-7);
      }
      assertEquals(0.0246586, actual[20], 2e-7);
      assertEquals(2.7468935, sum(actual), 1e-6);
    }
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  /** Orientation 1 of 4 is 45 degrees counter-clockwise as seen, so that y falls where x rises. */
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "1, -1, 1", "0, 1, 2", "1, 1, 3"})
  void wavesAnswerAtTheirOrientation(int alongX, int alongY, int orientation) {
    int[][] rows = new int[64][64];
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        double phase = 2 * Math.PI * (alongX * x + alongY * y) / 4;
        rows[y][x] = (int) Math.round(128 + 100 * Math.cos(phase));
      }
    }
    try (Picture waves = Pictures.gray(rows)) {
      float[] vector = vector(new Gist(1, List.of(4)), Input.of(64, 64), waves);
      for (int k = 0; k < 4; k++) {
        assertTrue(k == orientation || vector[k] < 0.7 * vector[orientation], "filter " + k);
      }
    }
  }

  @Test
  void partsRunDownTheColumnsFirst() {
    int[][] rows = new int[64][64];
    for (int y = 32; y < 64; y++) {
      for (int x = 0; x < 32; x++) {
        rows[y][x] = (x * 37 + y * 91) % 256;
      }
    }
    try (Picture corner = Pictures.gray(rows)) {
      float[] vector = vector(new Gist(2, List.of(1)), Input.of(64, 64), corner);
      assertTrue(vector[1] > 2 * Math.max(vector[0], Math.max(vector[2], vector[3])));
    }
  }

  @Test
  void flatPicturesGiveZero() {
    try (Picture flat = Pictures.flat(32, 32, 1, 77)) {
      assertArrayEquals(new float[512], vector(DEFAULTS, Input.of(32, 32), flat));
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    assertTrue(message(() -> new Gist(0, List.of(8))).contains("blocks = 0"));
    assertTrue(message(() -> new Gist(17, List.of(8))).contains("blocks = 17"));
    assertTrue(message(() -> new Gist(4, List.of())).contains("0 numbers"));
    List<Integer> many = Collections.nCopies(9, 8);
    assertTrue(message(() -> new Gist(4, many)).contains("9 numbers"));
    assertTrue(message(() -> new Gist(4, List.of(8, 33))).contains("orientations = 33"));
  }

  @Test
  void refusesInputsThatItCannotDescribe() {
    assertTrue(message(() -> DEFAULTS.length(Input.ORIGINAL)).contains("input.size"));
    assertTrue(message(() -> DEFAULTS.length(Input.of(3, 64))).contains("input width = 3"));
    assertTrue(message(() -> DEFAULTS.length(Input.of(64, 3))).contains("input height = 3"));
  }

  private static String message(Runnable action) {
    return assertThrows(UserError.class, action::run).getMessage();
  }
}
