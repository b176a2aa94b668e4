package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bytedeco.javacpp.indexer.ShortIndexer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyramidHogTest extends FeatureExtractorContractTest {
  private static final PyramidHog DEFAULTS = new PyramidHog(20, 180, 3);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS, new PyramidHog(7, 360, 1));
  }

  @ParameterizedTest
  @CsvSource({"20, 3, 1700", "40, 0, 40", "8, 1, 40", "1, 6, 5461", "183, 6, 999363"})
  void lengthIsTheSumOverLevels(int orientations, int levels, int length) {
    assertEquals(length, new PyramidHog(orientations, 360, levels).length(Input.ORIGINAL));
  }

  /**
   * A vertical edge in the left half alone: at level 0 all weight is in orientation 0; at level 1
   * in the two cells on the left, half each, but for the reach of the edge's end.
   */
  @Test
  void handWorkedEdge() {
    int[][] rows = new int[40][80];
    for (int[] row : rows) {
      Arrays.fill(row, 20, 80, 200);
    }
    try (Picture edge = Pictures.gray(rows)) {
      float[] vector = vector(new PyramidHog(4, 180, 1), edge);
      float[] expected = new float[20];
      expected[0] = 0.5f;
      expected[4] = 0.25f;
      expected[4 + 2 * 4] = 0.25f;
      assertArrayEquals(expected, vector, 1e-6f);
    }
  }

  /** Straight from the definition, with OpenCV's derivatives and the angle of each edge pixel. */
  @ParameterizedTest
  @CsvSource({"20, 180", "40, 360"})
  void definitionPixelByPixel(int orientations, int degrees) {
    try (Picture picture = Golden.picture("im_coffee_0", "g128");
        Mat edges = new Mat();
        Mat dx = new Mat();
        Mat dy = new Mat()) {
      Mat gray = picture.gray();
      opencv_imgproc.Canny(gray, edges, 100, 200);
      opencv_imgproc.Sobel(gray, dx, opencv_core.CV_16S, 1, 0);
      opencv_imgproc.Sobel(gray, dy, opencv_core.CV_16S, 0, 1);
      double[] expected = new double[orientations * 85];
      double sum = 0;
      try (UByteIndexer edge = edges.createIndexer();
          ShortIndexer across = dx.createIndexer();
          ShortIndexer down = dy.createIndexer()) {
        for (int y = 0; y < 128; y++) {
          for (int x = 0; x < 128; x++) {
            double length = Math.hypot(across.get(y, x), down.get(y, x));
            if (edge.get(y, x) == 0 || length == 0) {
              continue;
            }
            double angle =
                (Math.toDegrees(Math.atan2(down.get(y, x), across.get(y, x))) + 360) % degrees;
            int bin = Math.min(orientations - 1, (int) (angle * orientations / degrees + 1e-9));
            int offset = 0;
            for (int side = 1; side <= 8; side *= 2) {
              int cell = y * side / 128 * side + x * side / 128;
              expected[offset + cell * orientations + bin] += length;
              offset += side * side * orientations;
            }
            sum += 4 * length;
          }
        }
      }
      float[] actual = vector(new PyramidHog(orientations, degrees, 3), picture);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected[i] / sum, actual[i], 1e-8, "value " + i);
      }
    }
  }

  @Test
  void sumIsOneAndFlatPicturesAreAllZero() {
    try (Picture noise = Pictures.noise(50, 70, 1, 3);
        Picture flat = Pictures.flat(50, 70, 1, 3)) {
      double sum = 0;
      for (float value : vector(DEFAULTS, noise)) {
        sum += value;
        assertTrue(value >= 0);
      }
      assertEquals(1, sum, 1e-5);
      assertArrayEquals(new float[1700], vector(DEFAULTS, flat));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 180, 3, orientations = 0 is out of range; give 1 to 360",
    "20, 90, 3, degrees = 90 is neither 180 nor 360",
    "20, 180, 7, levels = 7 is out of range; give 0 to 6",
    "360, 180, 6, 'pyramid-hog of 360 orientations up to level 6 has 1965960 values, more than"
        + " 1000000; lower orientations or levels'",
  })
  void parametersOutOfRange(int orientations, int degrees, int levels, String message) {
    UserError error =
        assertThrows(UserError.class, () -> new PyramidHog(orientations, degrees, levels));
    assertEquals(message, error.getMessage());
  }
}
