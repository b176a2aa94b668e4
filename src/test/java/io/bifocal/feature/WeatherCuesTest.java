package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class WeatherCuesTest extends FeatureExtractorContractTest {
  private static final WeatherCues CUES = new WeatherCues();
  private static final int SIDE = 256;
  private static final int SHADOW = 256;
  private static final int REFLECTION = 266;
  private static final int CONTRAST = 366;
  private static final int HAZE = 537;

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(CUES);
  }

  @Test
  void lengthIsThatOfTheFiveCues() {
    assertEquals(256 + 10 + 100 + 19 * 18 / 2 + 4 + 16 + 64, CUES.length(Input.ORIGINAL));
    assertEquals(621, CUES.length(Input.of(64, 48)));
  }

  /**
   * Gray 200 everywhere is all sky: a* = b* = 0 is bin 32/4 = 8 and 64/8 = 8. There is neither
   * shadow nor chroma nor reflection, and the dark channel is 200.
   */
  @Test
  void handWorkedFlatGray() {
    float[] expected = new float[621];
    expected[16 * 8 + 8] = 1;
    Arrays.fill(expected, HAZE, 621, 200 / 255f);
    try (Picture picture = Pictures.flat(256, 256, 1, 200)) {
      assertArrayEquals(expected, vector(CUES, picture));
    }
  }

  /**
   * Means plus 1 of 201 and 101 on both sides of one border: confidence 1 - 101/201, for 64 of the
   * 2 · 63 · 64 pairs of neighbouring cells, 0.8 % of them, so from percentile 99.5 on.
   */
  @Test
  void handWorkedShadow() {
    try (Picture picture = picture((x, y) -> x < 128 ? 0xC8C8C8 : 0x646464)) {
      float[] vector = vector(CUES, picture);
      float[] expected = new float[10];
      expected[8] = expected[9] = Math.round(255 * (1 - 101 / 201.0)) / 255f;
      assertArrayEquals(expected, Arrays.copyOfRange(vector, SHADOW, REFLECTION));
    }
  }

  @Test
  void coloredEdgesAreNoShadows() {
    try (Picture picture = picture((x, y) -> x < 128 ? 0xC8C8C8 : 0x206464)) {
      float[] vector = vector(CUES, picture);
      assertArrayEquals(new float[10], Arrays.copyOfRange(vector, SHADOW, REFLECTION));
    }
  }

  @Test
  void skyEndsAtTheHorizon() {
    try (Picture picture =
        picture((x, y) -> y < 100 ? 0x6090E0 : (x + y) % 2 == 0 ? 0x203010 : 0x405020)) {
      float[] vector = vector(CUES, picture);
      double sum = 0;
      float most = 0;
      for (int bin = 0; bin < SHADOW; bin++) {
        sum += vector[bin];
        most = Math.max(most, vector[bin]);
      }
      // The last row of the sky has the step to the ground below it.
      assertEquals(99 / 256.0, sum, 1e-7);
      assertEquals(sum, most, 1e-7);
    }
  }

  @Test
  void meadowsAndThinStripsAreNoSky() {
    try (Picture meadow = picture((x, y) -> 0x60A040);
        Picture strip = picture((x, y) -> y < 15 ? 0x6090E0 : 0x102010)) {
      assertArrayEquals(new float[256], Arrays.copyOf(vector(CUES, meadow), 256));
      assertArrayEquals(new float[256], Arrays.copyOf(vector(CUES, strip), 256));
    }
  }

  /** White in rows 231 to 255 and columns 0 to 25 fills cell 90, the first of the last row. */
  @Test
  void reflectionsAreCountedByCells() {
    float[] expected = new float[100];
    expected[90] = 1;
    try (Picture picture = picture((x, y) -> y >= 231 && x < 26 ? 0xFFFFFF : 0x104020)) {
      assertArrayEquals(expected, Arrays.copyOfRange(vector(CUES, picture), REFLECTION, CONTRAST));
    }
  }

  /** Both with sorted pixels in place of counts. */
  @Test
  void contrastAndHazeAgreeWithSortedPixels() {
    Natives.ensureLoaded();
    try (Picture picture = Golden.picture("im_coffee_0", "c128");
        Mat lab = new Mat();
        DarkChannelMap map = new DarkChannelMap(5)) {
      float[] vector = vector(CUES, picture);
      Picture view = picture.view(Input.of(SIDE, SIDE));
      opencv_imgproc.cvtColor(view.bgr(), lab, opencv_imgproc.COLOR_BGR2Lab);
      byte[] bytes = new byte[3 * SIDE * SIDE];
      lab.data().get(bytes);
      double[] chromas = new double[SIDE * SIDE];
      for (int i = 0; i < chromas.length; i++) {
        int a = (bytes[3 * i + 1] & 0xFF) - 128;
        int b = (bytes[3 * i + 2] & 0xFF) - 128;
        chromas[i] = Math.round(Math.sqrt(a * a + b * b));
      }
      Arrays.sort(chromas);
      int next = CONTRAST;
      for (int i = 5; i <= 95; i += 5) {
        for (int j = i + 5; j <= 95; j += 5) {
          double expected = percentile(chromas, i) / percentile(chromas, j);
          assertEquals(expected, vector[next++], 1e-6, i + " " + j);
        }
      }
      assertEquals(HAZE, next);
      byte[] dark = new byte[SIDE * SIDE];
      map.compute(view).data().get(dark);
      for (int level : new int[] {2, 4, 8}) {
        for (int row = 0; row < level; row++) {
          for (int column = 0; column < level; column++) {
            double[] cell = cell(dark, row, column, SIDE / level);
            assertEquals(percentile(cell, 50) / 255, vector[next++], 1e-6);
          }
        }
      }
      assertEquals(621, next);
    }
  }

  private interface Colors {
    int at(int x, int y);
  }

  private static Picture picture(Colors colors) {
    byte[] samples = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int color = colors.at(i % SIDE, i / SIDE);
      samples[3 * i] = (byte) color;
      samples[3 * i + 1] = (byte) (color >> 8);
      samples[3 * i + 2] = (byte) (color >> 16);
    }
    return Picture.of(Pictures.mat(SIDE, SIDE, 3, samples));
  }

  private static double percentile(double[] sorted, int percent) {
    double rank = percent / 100.0 * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  private static double[] cell(byte[] pixels, int row, int column, int side) {
    double[] values = new double[side * side];
    for (int i = 0; i < values.length; i++) {
      int y = row * side + i / side;
      values[i] = pixels[y * SIDE + column * side + i % side] & 0xFF;
    }
    Arrays.sort(values);
    return values;
  }
}
