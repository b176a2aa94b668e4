package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColorHistogramTest extends FeatureExtractorContractTest {
  private static final ColorHistogram DEFAULTS = new ColorHistogram(ColorSpace.HSV, List.of(8));

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        DEFAULTS,
        new ColorHistogram(ColorSpace.RGB, List.of(4)),
        new ColorHistogram(ColorSpace.LAB, List.of(1, 16, 16)),
        new ColorHistogram(ColorSpace.OPPONENT, List.of(8)));
  }

  @Test
  void lengthIsProductOfBins() {
    assertEquals(512, DEFAULTS.length(Input.ORIGINAL));
    assertEquals(512, DEFAULTS.length(Input.of(32, 16)));
    assertEquals(90, new ColorHistogram(ColorSpace.RGB, List.of(3, 5, 6)).length(Input.ORIGINAL));
    assertEquals(
        65_536, new ColorHistogram(ColorSpace.LAB, List.of(1, 256, 256)).length(Input.ORIGINAL));
  }

  @Test
  void oneNumberStandsForAllChannels() {
    assertEquals(new ColorHistogram(ColorSpace.HSV, List.of(8, 8, 8)), DEFAULTS);
  }

  /** Red: hue 0. Gray 128: saturation 0, value bin 4. Green: hue 60 of 180, bin 2. */
  @Test
  void handWorkedColors() {
    try (Picture picture = Pictures.colors(0xFF0000, 0x808080, 0xFF0000, 0x00FF00)) {
      float[] expected = new float[512];
      expected[(0 * 8 + 7) * 8 + 7] = 0.5f;
      expected[4] = 0.25f;
      expected[(2 * 8 + 7) * 8 + 7] = 0.25f;
      assertArrayEquals(expected, vector(DEFAULTS, picture));
    }
  }

  @Test
  void halfRedHalfBlue() {
    try (Picture picture = Pictures.colors(0xFF0000, 0xFF0000, 0x0000FF, 0x0000FF)) {
      float[] rgb = vector(new ColorHistogram(ColorSpace.RGB, List.of(2, 3, 4)), picture);
      assertEquals(0.5f, rgb[(1 * 3 + 0) * 4 + 0]);
      assertEquals(0.5f, rgb[(0 * 3 + 0) * 4 + 3]);
      float[] hsv = vector(DEFAULTS, picture);
      assertEquals(0.5f, hsv[(0 * 8 + 7) * 8 + 7]);
      assertEquals(0.5f, hsv[(5 * 8 + 7) * 8 + 7]);
    }
  }

  /**
   * Red has opponents 255, 255 and 255 of -255..255, -510..510 and 0..765: 255, 191.25 and 85, bins
   * 7, 5 and 2 of 8. Gray 100 has 128, 128 and 100: bins 4, 4 and 3. Yellow has 0, 510 and 510:
   * 128, 255 and 170, bins 4, 7 and 5. Blue has 0, -510 and 255: bins 4, 0 and 2.
   */
  @Test
  void handWorkedOpponents() {
    try (Picture picture = Pictures.colors(0xFF0000, 0x646464, 0xFFFF00, 0x0000FF)) {
      float[] expected = new float[512];
      expected[(7 * 8 + 5) * 8 + 2] = 0.25f;
      expected[(4 * 8 + 4) * 8 + 3] = 0.25f;
      expected[(4 * 8 + 7) * 8 + 5] = 0.25f;
      expected[(4 * 8 + 0) * 8 + 2] = 0.25f;
      assertArrayEquals(
          expected, vector(new ColorHistogram(ColorSpace.OPPONENT, List.of(8)), picture));
    }
  }

  @Test
  void goldenCounts() {
    Golden golden = new Golden("color.json");
    for (String size : new String[] {"c64", "c128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                JsonNode counts = golden.of(id).get(size).get("hsv888_nonzero_counts");
                double pixels = golden.of(id).get(size).get("n").asInt();
                try (Picture picture = Golden.picture(id, size)) {
                  float[] actual = vector(DEFAULTS, picture);
                  for (int i = 0; i < actual.length; i++) {
                    float expected = (float) (counts.path("" + i).asInt() / pixels);
                    assertEquals(expected, actual[i], id + " " + i);
                  }
                }
              });
    }
  }

  /** Where a border falls on a value, rounding decides; calcHist is the judge. */
  @ParameterizedTest
  @EnumSource
  void binsAreThoseOfCalcHist(ColorSpace space) {
    try (Picture picture = Pictures.noise(200, 100, 3, 9);
        Mat converted = new Mat()) {
      opencv_imgproc.cvtColor(picture.bgr(), converted, space.conversion());
      if (space == ColorSpace.OPPONENT) {
        toOpponents(converted);
      }
      for (int channel = 0; channel < 3; channel++) {
        for (int bins = 1; bins <= space.range(channel); bins++) {
          Integer[] sizes = {1, 1, 1};
          sizes[channel] = bins;
          assertArrayEquals(
              calcHist(converted, space, List.of(sizes)),
              vector(new ColorHistogram(space, List.of(sizes)), picture),
              bins + " bins of channel " + channel);
        }
      }
      assertArrayEquals(
          calcHist(converted, space, List.of(7, 10, 13)),
          vector(new ColorHistogram(space, List.of(7, 10, 13)), picture));
    }
  }

  @Property(tries = 60)
  void histogramsSumToOne(
      @ForAll ColorSpace space,
      @ForAll @IntRange(min = 1, max = 40) int bins,
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 300) int height,
      @ForAll long seed) {
    try (Picture picture = Pictures.noise(width, height, 3, seed)) {
      double sum = 0;
      for (float value : vector(new ColorHistogram(space, List.of(bins)), picture)) {
        sum += value;
      }
      assertEquals(1, sum, 1e-4);
    }
  }

  @Test
  void parametersOutOfRange() {
    assertRefused("bins = 0 is out of range; give 1 to 180", ColorSpace.HSV, 0, 8, 8);
    assertRefused("bins = 181 is out of range; give 1 to 180", ColorSpace.HSV, 181, 1, 1);
    assertRefused("bins = 257 is out of range; give 1 to 256", ColorSpace.HSV, 1, 257, 1);
    assertRefused("bins = -3 is out of range; give 1 to 256", ColorSpace.LAB, 4, 4, -3);
    assertRefused(
        "bins has 2 numbers; give one for each of 3 channels, or one for all",
        ColorSpace.RGB,
        8,
        8);
    assertRefused(
        "bins = [41, 40, 40] make 65600 values; give at most 65536", ColorSpace.RGB, 41, 40, 40);
  }

  private static void assertRefused(String message, ColorSpace space, Integer... bins) {
    UserError error = assertThrows(UserError.class, () -> new ColorHistogram(space, List.of(bins)));
    assertEquals(message, error.getMessage());
  }

  /** From red, green and blue, by the formulas of the paper. */
  private static void toOpponents(Mat colors) {
    byte[] samples = new byte[(int) colors.total() * 3];
    colors.data().get(samples);
    for (int i = 0; i < samples.length; i += 3) {
      double red = samples[i] & 0xFF;
      double green = samples[i + 1] & 0xFF;
      double blue = samples[i + 2] & 0xFF;
      samples[i] = stretched((red - green) / Math.sqrt(2), -255 / Math.sqrt(2), 255 / Math.sqrt(2));
      samples[i + 1] =
          stretched(
              (red + green - 2 * blue) / Math.sqrt(6), -510 / Math.sqrt(6), 510 / Math.sqrt(6));
      samples[i + 2] = stretched((red + green + blue) / Math.sqrt(3), 0, 765 / Math.sqrt(3));
    }
    colors.data().put(samples);
  }

  private static byte stretched(double value, double least, double most) {
    return (byte) Math.floor((value - least) / (most - least) * 255 + 0.5 + 1e-9);
  }

  private static float[] calcHist(Mat converted, ColorSpace space, List<Integer> bins) {
    Natives.ensureLoaded();
    float[] result = new float[bins.get(0) * bins.get(1) * bins.get(2)];
    try (IntPointer channels = new IntPointer(0, 1, 2);
        IntPointer sizes = new IntPointer(bins.get(0), bins.get(1), bins.get(2));
        FloatPointer first = new FloatPointer(0, space.range(0));
        FloatPointer other = new FloatPointer(0, 256);
        PointerPointer<FloatPointer> ranges = new PointerPointer<>(first, other, other);
        Mat everywhere = new Mat();
        Mat counts = new Mat()) {
      opencv_imgproc.calcHist(
          converted, 1, channels, everywhere, counts, 3, sizes, ranges, true, false);
      new FloatPointer(counts.data()).get(result);
    }
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (result[i] / (double) converted.total());
    }
    return result;
  }
}
