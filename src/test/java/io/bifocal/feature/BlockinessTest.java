package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockinessTest extends FeatureExtractorContractTest {
  private static final Blockiness BLOCKINESS = new Blockiness();

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(BLOCKINESS);
  }

  @Test
  void lengthIsFour() {
    assertEquals(4, BLOCKINESS.length(Input.ORIGINAL));
    assertEquals(4, BLOCKINESS.length(Input.of(64, 48)));
  }

  /**
   * One row, so one direction: 14 differences of 1, up and down in turn, and 21 up at the border of
   * blocks, in place of a step down. B = 21; mean |d| = 35/15, so A = (8 · 35/15 - 21)/7 = -1/3. Of
   * 14 pairs of neighbouring differences, the two with the border's are both up.
   */
  @Test
  void handWorkedRow() {
    int[] row = {0, 1, 0, 1, 0, 1, 0, 1, 22, 23, 22, 23, 22, 23, 22, 23};
    try (Picture picture = Pictures.gray(new int[][] {row})) {
      float[] vector = vector(BLOCKINESS, picture);
      assertEquals(21, vector[0]);
      assertEquals(-1 / 3f, vector[1], 1e-6f);
      assertEquals(12 / 14f, vector[2]);
      assertEquals(0, vector[3]);
    }
  }

  /** The paper's sums, written down as they are, one difference after the other. */
  @ParameterizedTest
  @CsvSource({
    "im_astronaut_0, g128",
    "im_brick_0, g64",
    "im_clock_0, g128",
    "im_grass_0, g64",
  })
  void agreesWithTheSumsOfThePaper(String id, String size) {
    try (Picture picture = Golden.picture(id, size)) {
      int side = picture.width();
      byte[] bytes = new byte[side * side];
      picture.gray().data().get(bytes);
      double[] mean = new double[3];
      for (int[] strides : new int[][] {{side, 1}, {1, side}}) {
        double[] one = measures(bytes, side, strides[0], strides[1]);
        for (int i = 0; i < 3; i++) {
          mean[i] += one[i] / 2;
        }
      }
      double score =
          -245.8909
              + 261.9373
                  * Math.pow(mean[0], -239.8886 / 10_000)
                  * Math.pow(mean[1], 160.1664 / 10_000)
                  * Math.pow(mean[2], 64.2859 / 10_000);
      float[] actual = vector(BLOCKINESS, picture);
      for (int i = 0; i < 3; i++) {
        assertEquals(mean[i], actual[i], 1e-6 * mean[i]);
      }
      assertEquals(score, actual[3], 1e-5);
    }
  }

  @Test
  void compressionShows() {
    float last = 100;
    for (int quality : new int[] {95, 50, 20, 5}) {
      try (Picture picture = Golden.picture("im_ascent_0", "g128");
          Picture compressed = compressed(picture, quality)) {
        float[] vector = vector(BLOCKINESS, compressed);
        assertTrue(vector[3] < last - 0.5, "quality " + quality + ": " + vector[3]);
        last = vector[3];
      }
    }
  }

  @Test
  void blocksAcrossAreBlocksDown() {
    try (Picture picture = Golden.picture("im_rocket_0", "g128");
        Mat turned = picture.gray().t().asMat();
        Picture other = Picture.of(turned)) {
      assertArrayEquals(vector(BLOCKINESS, picture), vector(BLOCKINESS, other), 1e-6f);
    }
  }

  @Test
  void oneDirectionStandsAloneWhereTheOtherIsTooShort() {
    int[][] rows = new int[15][32];
    for (int[] row : rows) {
      for (int x = 0; x < row.length; x++) {
        row[x] = x / 8 * 40;
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      assertEquals(40, vector(BLOCKINESS, picture)[0]);
    }
  }

  @Test
  void picturesWithoutABorderOfBlocksHaveNone() {
    try (Picture picture = Pictures.noise(15, 15, 1, 1)) {
      assertArrayEquals(new float[4], vector(BLOCKINESS, picture));
    }
  }

  /** B, A and Z of one direction; consecutive pixels of a line are {@code next} bytes apart. */
  private static double[] measures(byte[] bytes, int side, int line, int next) {
    double blocking = 0;
    double all = 0;
    double crossings = 0;
    for (int i = 0; i < side; i++) {
      for (int j = 1; j < side; j++) {
        int difference = difference(bytes, i * line + j * next, next);
        all += Math.abs(difference);
        if (j % 8 == 0 && j <= 8 * (side / 8 - 1)) {
          blocking += Math.abs(difference);
        }
        if (j > 1) {
          int before = difference(bytes, i * line + (j - 1) * next, next);
          crossings += Math.signum(before) * Math.signum(difference) < 0 ? 1 : 0;
        }
      }
    }
    blocking /= side * (side / 8 - 1.0);
    double activity = (8 * all / (side * (side - 1.0)) - blocking) / 7;
    return new double[] {blocking, activity, crossings / (side * (side - 2.0))};
  }

  private static int difference(byte[] bytes, int at, int next) {
    return (bytes[at] & 0xFF) - (bytes[at - next] & 0xFF);
  }

  private static Picture compressed(Picture picture, int quality) {
    Natives.ensureLoaded();
    try (BytePointer bytes = new BytePointer();
        IntPointer parameters = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
      opencv_imgcodecs.imencode(".jpg", picture.gray(), bytes, parameters);
      try (Mat file = new Mat(bytes, false)) {
        return Picture.of(opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_UNCHANGED));
      }
    }
  }
}
