package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CorruptTest {
  private static final long SEED = 7;

  /** What the makers of ImageNet-C published; the file was made by another program. */
  @ParameterizedTest
  @EnumSource
  void severitiesAreThePublishedOnes(CorruptionSet set) throws IOException {
    String key =
        switch (set) {
          case IMAGENET -> "imagenet_c_224";
          case TINY_IMAGENET -> "tiny_imagenet_c_64";
          case CIFAR -> "cifar_c_32";
        };
    JsonNode table = golden("corruptions.json").get(key);
    assertEquals(CorruptionKind.values().length, table.size());
    for (CorruptionKind kind : CorruptionKind.values()) {
      JsonNode rows = table.get(kind.name().toLowerCase(Locale.ROOT));
      for (int severity = 1; severity <= 5; severity++) {
        JsonNode row = rows.get(severity - 1);
        double[] expected =
            row.has("values")
                ? new double[] {row.get("values").size(), row.get("arange").get(2).asDouble()}
                : values(row);
        assertArrayEquals(expected, Severities.of(set, kind, severity), kind + " " + severity);
      }
    }
  }

  /**
   * Against NumPy, SciPy, scikit-image and Pillow. Floats instead of doubles may cut to the value
   * below; libraries of JPEG and linear interpolation round in their own ways.
   */
  @ParameterizedTest
  @CsvSource({
    "BRIGHTNESS, 1",
    "SATURATE, 1",
    "CONTRAST, 1",
    "GAUSSIAN_BLUR, 1",
    "DEFOCUS_BLUR, 1",
    "ZOOM_BLUR, 1",
    "PIXELATE, 0",
    "JPEG_COMPRESSION, 3"
  })
  void withoutChanceTheResultIsThatOfOtherTools(CorruptionKind kind, int tolerance)
      throws IOException {
    JsonNode golden = golden("corrupted.json");
    JsonNode places = golden.get("row_column");
    JsonNode results =
        golden.get("images").get("im_coffee_0").get(kind.name().toLowerCase(Locale.ROOT));
    try (Picture coffee = coffee()) {
      for (int severity = 1; severity <= 5; severity++) {
        JsonNode expected = results.get("" + severity);
        byte[] actual = samples(coffee, imagenet(kind, severity), SEED);
        String message = kind + " " + severity;
        assertEquals(expected.get("mean").asDouble(), mean(actual), 0.3 + 0.2 * tolerance, message);
        for (int i = 0; i < places.size(); i++) {
          int pixel = places.get(i).get(0).asInt() * coffee.width() + places.get(i).get(1).asInt();
          for (int c = 0; c < 3; c++) {
            // The file has red first, the picture blue.
            assertEquals(
                expected.get("pixels").get(i).get(c).asInt(),
                actual[3 * pixel + 2 - c] & 0xFF,
                tolerance,
                message + " pixel " + i);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySizeKeepsItsSizeAndGrayStaysGray(CorruptionKind kind) {
    int[][] sizes = {{1, 1}, {2, 3}, {37, 20}, {700, 1}, {1, 700}};
    for (int[] size : sizes) {
      for (int channels : new int[] {1, 3}) {
        try (Picture picture = flat(size[0], size[1], channels, 90);
            Operator.Worker worker = imagenet(kind, 5).open();
            Picture result = worker.apply(picture, SEED)) {
          assertEquals(size[0], result.width());
          assertEquals(size[1], result.height());
          assertEquals(channels == 1, result.isGray());
          assertEquals(90, samples(picture)[0]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameImageAlwaysBecomesTheSame(CorruptionKind kind) {
    try (Picture coffee = coffee()) {
      byte[] first = samples(coffee, imagenet(kind, 3), SEED);
      assertArrayEquals(first, samples(coffee, imagenet(kind, 3), SEED));
      assertFalse(Arrays.equals(first, samples(coffee)), "nothing happened");
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "GAUSSIAN_NOISE",
        "SHOT_NOISE",
        "IMPULSE_NOISE",
        "SPECKLE_NOISE",
        "GLASS_BLUR",
        "MOTION_BLUR",
        "SNOW",
        "FROST",
        "FOG",
        "ELASTIC_TRANSFORM",
        "SPATTER"
      })
  void otherSeedsGiveOtherNoise(CorruptionKind kind) {
    try (Picture coffee = coffee()) {
      byte[] first = samples(coffee, imagenet(kind, 3), SEED);
      assertFalse(Arrays.equals(first, samples(coffee, imagenet(kind, 3), SEED + 1)));
      Corrupt other = new Corrupt(kind, 3, CorruptionSet.IMAGENET, 1);
      assertFalse(Arrays.equals(first, samples(coffee, other, SEED)));
    }
  }

  /** The further, the worse: by mean squared difference, of noises and blurs. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "GAUSSIAN_NOISE",
        "SHOT_NOISE",
        "IMPULSE_NOISE",
        "SPECKLE_NOISE",
        "GAUSSIAN_BLUR",
        "DEFOCUS_BLUR",
        "ZOOM_BLUR",
        "CONTRAST",
        "BRIGHTNESS",
        "PIXELATE"
      })
  void everySeverityIsWorseThanTheOneBefore(CorruptionKind kind) {
    try (Picture coffee = coffee()) {
      double before = 0;
      for (int severity = 1; severity <= 5; severity++) {
        double now = distance(samples(coffee), samples(coffee, imagenet(kind, severity), SEED));
        assertTrue(now > before, kind + " " + severity + ": " + now + " after " + before);
        before = now;
      }
    }
  }

  /** 160,000 values of 0.5: none is clipped at a deviation of 0.08. */
  @Test
  void gaussianNoiseHasItsDeviation() {
    double[] moments = moments(CorruptionKind.GAUSSIAN_NOISE, 128);
    // Cutting takes half a level off.
    assertEquals(127.5, moments[0], 0.3);
    assertEquals(0.08 * 255, moments[1], 0.2);
  }

  /** Deviation is value times 0.15. */
  @Test
  void speckleGrowsWithTheValue() {
    assertEquals(0.15 * 100, moments(CorruptionKind.SPECKLE_NOISE, 100)[1], 0.2);
    assertEquals(0.15 * 40, moments(CorruptionKind.SPECKLE_NOISE, 40)[1], 0.2);
  }

  /** Variance of photons is their number, 60 (value / 255). */
  @Test
  void shotNoiseCountsPhotons() {
    double photons = 60 * 100 / 255.0;
    double[] moments = moments(CorruptionKind.SHOT_NOISE, 100);
    assertEquals(99.5, moments[0], 0.4);
    assertEquals(Math.sqrt(photons) / 60 * 255, moments[1], 0.3);
  }

  @Test
  void impulsesAreHalfSaltHalfPepper() {
    try (Picture flat = flat(400, 400, 1, 128)) {
      byte[] spoiled = samples(flat, imagenet(CorruptionKind.IMPULSE_NOISE, 3), SEED);
      int salt = 0;
      int pepper = 0;
      for (byte value : spoiled) {
        salt += value == -1 ? 1 : 0;
        pepper += value == 0 ? 1 : 0;
      }
      assertEquals(0.045, salt / 160_000.0, 0.003);
      assertEquals(0.045, pepper / 160_000.0, 0.003);
    }
  }

  /** Both ways to draw a Poisson deviate give mean and variance of the mean. */
  @ParameterizedTest
  @CsvSource({"0.3", "4", "9.9", "10", "37", "250"})
  void poissonDeviatesHaveTheirMoments(double mean) {
    Random random = new Random(3);
    int count = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double value = PointNoise.poisson(mean, random);
      sum += value;
      squares += value * value;
    }
    double actual = sum / count;
    assertEquals(mean, actual, 5 * Math.sqrt(mean / count));
    assertEquals(1, (squares / count - actual * actual) / mean, 0.03);
  }

  /** A light in the middle becomes a trail to one side, which keeps its sum. */
  @Test
  void motionSpreadsAlongItsDirection() {
    FloatImage light = FloatImage.black(101, 101, 1);
    light.values()[50 * 101 + 50] = 1;
    FloatImage trail = new MotionBlur(10, 5).apply(light, 0);
    double sum = 0;
    for (int i = 0; i < trail.values().length; i++) {
      if (trail.values()[i] > 0) {
        assertEquals(50, i / 101);
        assertTrue(i % 101 <= 50 && i % 101 >= 30, "column " + i % 101);
      }
      sum += trail.values()[i];
    }
    assertEquals(1, sum, 1e-5);
    // exp(-1/50) of the first.
    assertEquals(
        Math.exp(-0.02), trail.values()[50 * 101 + 49] / trail.values()[50 * 101 + 50], 1e-5);
  }

  @Test
  void plasmaFillsZeroToOne() {
    FloatImage map = Plasma.map(256, 200, 2, new Random(5));
    float least = 1;
    for (float value : map.values()) {
      least = Math.min(least, value);
    }
    assertTrue(least >= 0 && least < 0.2, "least " + least);
    assertTrue(map.greatest() <= 1 && map.greatest() > 0.8, "greatest " + map.greatest());
  }

  /** The smoother map has the smaller differences between neighbours. */
  @Test
  void decayMakesPlasmaSmooth() {
    assertTrue(roughness(1.4) > 2 * roughness(3));
  }

  @Test
  void snowAndFogBrightenAndMudDarkens() {
    try (Picture flat = flat(128, 128, 3, 100)) {
      assertTrue(mean(samples(flat, imagenet(CorruptionKind.SNOW, 3), SEED)) > 110);
      assertTrue(mean(samples(flat, imagenet(CorruptionKind.SPATTER, 5), SEED)) < 99);
      assertTrue(mean(samples(flat, imagenet(CorruptionKind.SPATTER, 1), SEED)) > 100.5);
    }
  }

  @Test
  void elasticDisplacementOfNothingIsNothing() {
    FloatImage image = FloatImage.black(20, 10, 1);
    Random random = new Random(1);
    for (int i = 0; i < image.values().length; i++) {
      image.values()[i] = random.nextFloat();
    }
    FloatImage same = new Elastic(0, 3, 0).apply(image, random);
    assertArrayEquals(image.values(), same.values(), 1e-4f);
  }

  @Test
  void severitiesOutOfRange() {
    UserError error = assertThrows(UserError.class, () -> imagenet(CorruptionKind.FOG, 6));
    assertEquals("severity = 6 is out of range; give 1 to 5", error.getMessage());
  }

  private static double roughness(double decay) {
    float[] map = Plasma.map(128, 128, decay, new Random(5)).values();
    double sum = 0;
    for (int i = 1; i < map.length; i++) {
      sum += Math.abs(map[i] - map[i - 1]);
    }
    return sum;
  }

  private static double[] moments(CorruptionKind kind, int value) {
    try (Picture flat = flat(400, 400, 1, value)) {
      byte[] spoiled = samples(flat, imagenet(kind, 1), SEED);
      double mean = mean(spoiled);
      double squares = 0;
      for (byte sample : spoiled) {
        squares += ((sample & 0xFF) - mean) * ((sample & 0xFF) - mean);
      }
      return new double[] {mean, Math.sqrt(squares / spoiled.length)};
    }
  }

  private static Corrupt imagenet(CorruptionKind kind, int severity) {
    return new Corrupt(kind, severity, CorruptionSet.IMAGENET, 0);
  }

  private static double mean(byte[] samples) {
    double sum = 0;
    for (byte sample : samples) {
      sum += sample & 0xFF;
    }
    return sum / samples.length;
  }

  private static double distance(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (a[i] & 0xFF) - (b[i] & 0xFF);
      sum += difference * difference;
    }
    return sum / a.length;
  }

  private static byte[] samples(Picture picture, Operator operator, long seed) {
    try (Operator.Worker worker = operator.open();
        Picture result = worker.apply(picture, seed)) {
      return samples(result);
    }
  }

  private static byte[] samples(Picture picture) {
    Mat pixels = picture.isGray() ? picture.gray() : picture.bgr();
    byte[] samples = new byte[(int) (pixels.total() * pixels.channels())];
    pixels.data().get(samples);
    return samples;
  }

  private static Picture coffee() {
    Natives.ensureLoaded();
    return Picture.of(
        opencv_imgcodecs.imread("src/test/resources/golden/images/im_coffee_0_c64.png"));
  }

  private static Picture flat(int width, int height, int channels, int value) {
    Natives.ensureLoaded();
    Mat mat = new Mat(height, width, opencv_core.CV_8UC(channels));
    byte[] samples = new byte[width * height * channels];
    Arrays.fill(samples, (byte) value);
    mat.data().put(samples);
    return Picture.of(mat);
  }

  private static double[] values(JsonNode row) {
    if (row.isNumber()) {
      return new double[] {row.asDouble()};
    }
    double[] values = new double[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i).asDouble();
    }
    return values;
  }

  private static JsonNode golden(String file) throws IOException {
    try (InputStream in = CorruptTest.class.getResourceAsStream("/golden/golden/" + file)) {
      return new ObjectMapper().readTree(in);
    }
  }
}
