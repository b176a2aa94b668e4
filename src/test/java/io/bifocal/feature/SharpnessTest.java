package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;

class SharpnessTest extends FeatureExtractorContractTest {
  private static final Sharpness SHARPNESS = new Sharpness();

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(SHARPNESS);
  }

  @Test
  void lengthIsTwo() {
    assertEquals(2, SHARPNESS.length(Input.ORIGINAL));
    assertEquals(2, SHARPNESS.length(Input.of(64, 48)));
  }

  /**
   * One row 0 0 0 8: above and below lies the row itself, beyond the last pixel the one before it.
   * Laplacians 0 0 8 -16: 320/4 - (8/4)² = 76. Gradients 0 0 4·8 0: 32²/4 = 256.
   */
  @Test
  void handWorkedRow() {
    try (Picture picture = Pictures.gray(new int[][] {{0, 0, 0, 8}})) {
      assertArrayEquals(new float[] {76, 256}, vector(SHARPNESS, picture));
    }
  }

  /** Laplacians: 0 in the corners, 16 beside the centre, -32 there; gradients cancel everywhere. */
  @Test
  void handWorkedDot() {
    try (Picture picture = Pictures.gray(new int[][] {{0, 0, 0}, {0, 8, 0}, {0, 0, 0}})) {
      assertArrayEquals(
          new float[] {(float) (2048 / 9.0 - 1024 / 81.0), 0}, vector(SHARPNESS, picture));
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
                  float[] actual = vector(SHARPNESS, picture);
                  Quality.assertNear(expected, "laplacian_variance", actual[0], id);
                  Quality.assertNear(expected, "tenengrad_mean", actual[1], id);
                }
              });
    }
  }

  @Property(tries = 30)
  void agreesWithOpenCv(
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll long seed) {
    Natives.ensureLoaded();
    try (Picture picture = Pictures.noise(width, height, 1, seed);
        Mat laplacian = new Mat();
        Mat mean = new Mat();
        Mat deviation = new Mat();
        Mat gx = new Mat();
        Mat gy = new Mat()) {
      opencv_imgproc.Laplacian(picture.gray(), laplacian, opencv_core.CV_64F);
      opencv_core.meanStdDev(laplacian, mean, deviation);
      opencv_imgproc.Sobel(picture.gray(), gx, opencv_core.CV_64F, 1, 0);
      opencv_imgproc.Sobel(picture.gray(), gy, opencv_core.CV_64F, 0, 1);
      double variance = Math.pow(new DoublePointer(deviation.data()).get(), 2);
      double gradients = (gx.dot(gx) + gy.dot(gy)) / ((double) width * height);
      float[] actual = vector(SHARPNESS, picture);
      assertEquals(variance, actual[0], 1e-6 * variance + 1e-6);
      assertEquals(gradients, actual[1], 1e-6 * gradients);
    }
  }

  /** Every Laplacian is 8 · 255/2 up or down: the largest squares there are, over 5,000 rows. */
  @Test
  void sumsOfTallPicturesDoNotOverflow() {
    int[][] rows = new int[5000][2];
    for (int y = 0; y < rows.length; y++) {
      rows[y][y % 2] = 255;
    }
    try (Picture picture = Pictures.gray(rows)) {
      assertArrayEquals(new float[] {1020 * 1020, 0}, vector(SHARPNESS, picture));
    }
  }

  @Test
  void blurTakesSharpnessAway() {
    Natives.ensureLoaded();
    try (Picture picture = Golden.picture("im_grass_0", "g128");
        Size size = new Size(5, 5);
        Mat blurred = new Mat()) {
      opencv_imgproc.blur(picture.gray(), blurred, size);
      try (Picture soft = Picture.of(blurred)) {
        float[] sharp = vector(SHARPNESS, picture);
        float[] less = vector(SHARPNESS, soft);
        assertTrue(less[0] < sharp[0] / 4);
        assertTrue(less[1] < sharp[1] / 2);
      }
    }
  }
}
