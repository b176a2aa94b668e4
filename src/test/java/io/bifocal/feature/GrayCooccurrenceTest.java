package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrayCooccurrenceTest extends FeatureExtractorContractTest {
  private static final List<Double> FOUR = List.of(0.0, 45.0, 90.0, 135.0);
  private static final List<CooccurrenceStatistic> ALL = List.of(CooccurrenceStatistic.values());

  /** The example of the paper, its figure 3: levels 0 to 3 of 4. */
  private static final int[][] PAPER = {
    {0, 0, 64, 64},
    {0, 0, 64, 64},
    {0, 128, 128, 128},
    {128, 128, 192, 192}
  };

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        skimage(List.of(1), 32),
        haralick(256, CooccurrenceAverage.ANGLES),
        new GrayCooccurrence(
            CooccurrenceVariant.SKIMAGE,
            List.of(3, 1000),
            List.of(200.0, -33.5),
            7,
            false,
            CooccurrenceAverage.NONE,
            ALL));
  }

  @Test
  void lengthIsStepsTimesStatistics() {
    assertEquals(24, skimage(List.of(1), 32).length(Input.ORIGINAL));
    assertEquals(72, skimage(List.of(1, 2, 5), 8).length(Input.of(32, 16)));
    assertEquals(52, haralick(32, CooccurrenceAverage.NONE).length(Input.ORIGINAL));
    assertEquals(13, haralick(32, CooccurrenceAverage.ANGLES).length(Input.ORIGINAL));
    assertEquals(
        4, only(CooccurrenceStatistic.ENTROPY, FOUR, true).length(Input.ORIGINAL), "one statistic");
  }

  /**
   * The matrix at 0 degrees is, as in the paper, {4 2 1 0} {2 4 0 0} {1 0 6 1} {0 0 1 2} / 24. Its
   * rows sum up to 7 6 8 3, so the mean is 31/24 and the variance 65/24 - (31/24)² = 599/576; E[ij]
   * is 58/24, the covariance 431/576.
   */
  @Test
  void handWorkedExampleOfThePaper() {
    GrayCooccurrence recipe =
        new GrayCooccurrence(
            CooccurrenceVariant.SKIMAGE,
            List.of(1),
            List.of(0.0),
            4,
            true,
            CooccurrenceAverage.NONE,
            List.of());
    try (Picture picture = Pictures.gray(PAPER)) {
      assertArrayEquals(
          new float[] {
            14f / 24, 10f / 24, 19.4f / 24, 84f / 576, (float) Math.sqrt(84 / 576.0), 431f / 599
          },
          vector(recipe, picture),
          1e-7f);
    }
  }

  /** Levels 0 1 0 3 in a row: the steps are (0, 1) (1, 0) (0, 3). */
  @Test
  void handWorkedRowInOneOrder() {
    List<CooccurrenceStatistic> statistics =
        List.of(
            CooccurrenceStatistic.CONTRAST,
            CooccurrenceStatistic.SUM_OF_SQUARES,
            CooccurrenceStatistic.SUM_AVERAGE,
            CooccurrenceStatistic.ENTROPY,
            CooccurrenceStatistic.ABSOLUTE_DIFFERENCE_VARIANCE);
    GrayCooccurrence recipe =
        new GrayCooccurrence(
            CooccurrenceVariant.SKIMAGE,
            List.of(1),
            List.of(0.0),
            4,
            false,
            CooccurrenceAverage.NONE,
            statistics);
    double log2Of3 = Math.log(3) / Math.log(2);
    try (Picture picture = Pictures.gray(new int[][] {{63, 64, 0, 255}})) {
      assertArrayEquals(
          new float[] {11f / 3, 2f / 9, 5f / 3, (float) log2Of3, 8f / 9},
          vector(recipe, picture),
          1e-6f);
    }
  }

  @Test
  void goldenProperties() {
    Golden golden = new Golden("glcm.json");
    for (String size : new String[] {"g64", "g128"}) {
      for (int levels : new int[] {32, 256}) {
        GrayCooccurrence recipe = skimage(List.of(1, 2), levels);
        golden.ids().forEach(id -> assertGolden(recipe, golden.of(id).get(size), levels, id, size));
      }
    }
  }

  @Test
  void goldenHaralick() {
    Golden golden = new Golden("haralick.json");
    for (String size : new String[] {"g64", "g128"}) {
      for (int levels : new int[] {32, 256}) {
        golden
            .ids()
            .forEach(
                id -> {
                  JsonNode expected = golden.of(id).get(size + "_levels" + levels);
                  try (Picture picture = Golden.picture(id, size)) {
                    assertHaralick(expected, levels, picture, id);
                  }
                });
      }
    }
  }

  /** Everything from the pairs themselves, one by one. */
  @Property(tries = 60)
  void statisticsAreThoseOfTheDefinition(
      @ForAll @IntRange(min = 2, max = 256) int levels,
      @ForAll @IntRange(min = 1, max = 4) int distance,
      @ForAll @DoubleRange(min = -360, max = 360) double angle,
      @ForAll @IntRange(min = 5, max = 20) int width,
      @ForAll @IntRange(min = 5, max = 20) int height,
      @ForAll boolean symmetric,
      @ForAll long seed) {
    GrayCooccurrence recipe =
        new GrayCooccurrence(
            CooccurrenceVariant.SKIMAGE,
            List.of(distance),
            List.of(angle),
            levels,
            symmetric,
            CooccurrenceAverage.NONE,
            ALL);
    try (Picture picture = Pictures.noise(width, height, 60, 4, 3, seed)) {
      int down = (int) Math.round(distance * Math.sin(Math.toRadians(angle)));
      int right = (int) Math.round(distance * Math.cos(Math.toRadians(angle)));
      float[] actual = vector(recipe, picture);
      Map<CooccurrenceStatistic, Double> expected = naive(picture, levels, down, right, symmetric);
      for (int s = 0; s < actual.length; s++) {
        double value = expected.get(ALL.get(s));
        assertEquals(value, actual[s], 1e-6 * Math.abs(value) + 2e-7, ALL.get(s).name());
      }
    }
  }

  /** Both round to one row and one column. */
  @Test
  void distancesOneAndTwoAreTheSameAcrossTheDiagonal() {
    try (Picture picture = Pictures.noise(30, 20, 1, 5)) {
      float[] vector = vector(skimage(List.of(1, 2), 16), picture);
      for (int s = 0; s < 6; s++) {
        assertEquals(vector[6 + s], vector[24 + 6 + s]);
      }
    }
  }

  @Test
  void oppositeStepsGiveTheSame() {
    try (Picture picture = Pictures.noise(30, 20, 1, 5)) {
      for (double angle : new double[] {0, 20, 45, 70, 90, 123}) {
        assertArrayEquals(
            vector(only(CooccurrenceStatistic.CORRELATION, List.of(angle), true), picture),
            vector(only(CooccurrenceStatistic.CORRELATION, List.of(angle - 180), true), picture));
      }
    }
  }

  /** Vertical stripes of one pixel: all neighbours differ but those in a column. */
  @Test
  void stripes() {
    int[][] rows = new int[8][8];
    for (int[] row : rows) {
      for (int x = 1; x < 8; x += 2) {
        row[x] = 255;
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      float[] vector = vector(skimage(List.of(1), 2), picture);
      assertArrayEquals(new float[] {1, 1, 0, 1}, every(vector, 0), "contrast");
      assertArrayEquals(new float[] {-1, -1, 1, -1}, every(vector, 5), 1e-6f, "correlation");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 255})
  void flat(int value) {
    int level = value * 32 / 256;
    double share = 1.0 / (level + 1);
    try (Picture picture = Pictures.flat(9, 7, 1, value)) {
      assertArrayEquals(
          new float[] {1, 0, 1, 0, 1, 2 * level, 0, 0, 0, (float) (share - share * share), 0, 0, 0},
          vector(haralick(32, CooccurrenceAverage.ANGLES), picture),
          1e-7f);
    }
  }

  @Test
  void withoutPairsCorrelationIsOneAndAllElseZero() {
    try (Picture picture = Pictures.noise(1, 1, 1, 3)) {
      float[] vector = vector(haralick(32, CooccurrenceAverage.ANGLES), picture);
      float[] expected = new float[13];
      expected[2] = 1;
      assertArrayEquals(expected, vector);
    }
  }

  /** One pixel differs by one level: nearly no variance, but no lack of digits either. */
  @Test
  void nearlyFlat() {
    int[][] rows = new int[300][300];
    for (int[] row : rows) {
      Arrays.fill(row, 254);
    }
    rows[150][150] = 255;
    try (Picture picture = Pictures.gray(rows)) {
      float[] vector =
          vector(
              new GrayCooccurrence(
                  CooccurrenceVariant.SKIMAGE,
                  List.of(1),
                  List.of(0.0),
                  256,
                  true,
                  CooccurrenceAverage.NONE,
                  List.of(CooccurrenceStatistic.CORRELATION)),
              picture);
      double p = 1.0 / (300 * 299);
      assertEquals(-p / (1 - p), vector[0], 1e-9);
    }
  }

  @Test
  void parametersOutOfRange() {
    assertRefused("levels = 257 is out of range; give 2 to 256", List.of(1), FOUR, 257);
    assertRefused("levels = 1 is out of range; give 2 to 256", List.of(1), FOUR, 1);
    assertRefused("distances = 0 is out of range; give 1 to 1000", List.of(1, 0), FOUR, 32);
    assertRefused(
        "the number of distances = 0 is out of range; give 1 to 4096", List.of(), FOUR, 32);
    assertRefused(
        "the number of angles = 0 is out of range; give 1 to 4096", List.of(1), List.of(), 32);
    assertRefused(
        "angles = NaN is out of range; give -360 to 360 degrees",
        List.of(1),
        List.of(Double.NaN),
        32);
    assertRefused("distances has a value twice; give each one once", List.of(2, 1, 2), FOUR, 32);
  }

  private static void assertRefused(
      String message, List<Integer> distances, List<Double> angles, int levels) {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                new GrayCooccurrence(
                    CooccurrenceVariant.SKIMAGE,
                    distances,
                    angles,
                    levels,
                    true,
                    CooccurrenceAverage.NONE,
                    List.of()));
    assertEquals(message, error.getMessage());
  }

  private static GrayCooccurrence skimage(List<Integer> distances, int levels) {
    return new GrayCooccurrence(
        CooccurrenceVariant.SKIMAGE,
        distances,
        FOUR,
        levels,
        true,
        CooccurrenceAverage.NONE,
        List.of());
  }

  private static GrayCooccurrence haralick(int levels, CooccurrenceAverage average) {
    return new GrayCooccurrence(
        CooccurrenceVariant.HARALICK, List.of(1), FOUR, levels, true, average, List.of());
  }

  private static GrayCooccurrence only(
      CooccurrenceStatistic statistic, List<Double> angles, boolean symmetric) {
    return new GrayCooccurrence(
        CooccurrenceVariant.SKIMAGE,
        List.of(1),
        angles,
        32,
        symmetric,
        CooccurrenceAverage.NONE,
        List.of(statistic));
  }

  private static float[] every(float[] vector, int statistic) {
    float[] result = new float[4];
    for (int a = 0; a < 4; a++) {
      result[a] = vector[6 * a + statistic];
    }
    return result;
  }

  private static void assertGolden(
      GrayCooccurrence recipe, JsonNode golden, int levels, String id, String size) {
    JsonNode properties = golden.get("levels" + levels);
    try (Picture picture = Golden.picture(id, size)) {
      float[] actual = vector(recipe, picture);
      int next = 0;
      for (int d = 0; d < 2; d++) {
        for (int a = 0; a < 4; a++) {
          for (CooccurrenceStatistic statistic : recipe.computed()) {
            String key =
                statistic == CooccurrenceStatistic.ASM
                    ? "ASM"
                    : statistic.name().toLowerCase(Locale.ROOT);
            double expected = properties.get(key).get(d).get(a).asDouble();
            assertClose(expected, actual[next++], 1e-7, id + " " + key);
          }
        }
      }
    }
  }

  private static void assertHaralick(JsonNode golden, int levels, Picture picture, String id) {
    float[] each = vector(haralick(levels, CooccurrenceAverage.NONE), picture);
    float[] mean = vector(haralick(levels, CooccurrenceAverage.ANGLES), picture);
    for (int s = 0; s < 13; s++) {
      double tolerance = s < 11 ? 1e-7 : 1e-6;
      assertClose(golden.get("mean").get(s).asDouble(), mean[s], tolerance, id + " f" + (s + 1));
      for (int a = 0; a < 4; a++) {
        double expected = golden.get("per_direction").get(a).get(s).asDouble();
        assertClose(expected, each[13 * a + s], tolerance, id + " f" + (s + 1));
      }
    }
    GrayCooccurrence textbook =
        new GrayCooccurrence(
            CooccurrenceVariant.HARALICK,
            List.of(1),
            FOUR,
            levels,
            true,
            CooccurrenceAverage.NONE,
            List.of(CooccurrenceStatistic.ABSOLUTE_DIFFERENCE_VARIANCE));
    float[] variance = vector(textbook, picture);
    for (int a = 0; a < 4; a++) {
      double expected = golden.get("difference_variance_of_abs_diff").get(a).asDouble();
      assertClose(expected, variance[a], 1e-7, id);
    }
  }

  /** The tolerance of the definition, and the digits that a float and the file have. */
  private static void assertClose(double expected, float actual, double tolerance, String message) {
    double rounding = 6e-8 + 5e-8;
    assertEquals(
        expected, actual, Math.max(tolerance, rounding) * Math.abs(expected) + 1e-9, message);
  }

  private static Map<CooccurrenceStatistic, Double> naive(
      Picture picture, int levels, int down, int right, boolean symmetric) {
    List<int[]> pairs = new ArrayList<>();
    int largest = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int first = level(picture, x, y, levels);
        largest = Math.max(largest, first);
        int other = x + right;
        int below = y + down;
        if (other >= 0 && other < picture.width() && below >= 0 && below < picture.height()) {
          int second = level(picture, other, below, levels);
          pairs.add(new int[] {first, second});
          if (symmetric) {
            pairs.add(new int[] {second, first});
          }
        }
      }
    }
    int n = pairs.size();
    double[][] p = new double[levels][levels];
    double[] px = new double[levels];
    double[] py = new double[levels];
    double[] difference = new double[largest + 1];
    double[] total = new double[2 * levels];
    double meanX = 0;
    double meanY = 0;
    for (int[] pair : pairs) {
      p[pair[0]][pair[1]] += 1.0 / n;
      px[pair[0]] += 1.0 / n;
      py[pair[1]] += 1.0 / n;
      difference[Math.abs(pair[0] - pair[1])] += 1.0 / n;
      total[pair[0] + pair[1]] += 1.0 / n;
      meanX += pair[0] / (double) n;
      meanY += pair[1] / (double) n;
    }
    Map<CooccurrenceStatistic, Double> result = new EnumMap<>(CooccurrenceStatistic.class);
    double varianceX = 0;
    double varianceY = 0;
    double covariance = 0;
    double secondMoment = 0;
    for (int i = 0; i < levels; i++) {
      for (int j = 0; j < levels; j++) {
        int k = i - j;
        add(result, CooccurrenceStatistic.CONTRAST, p[i][j] * k * k);
        add(result, CooccurrenceStatistic.DISSIMILARITY, p[i][j] * Math.abs(k));
        add(result, CooccurrenceStatistic.HOMOGENEITY, p[i][j] / (1 + k * k));
        add(result, CooccurrenceStatistic.INVERSE_DIFFERENCE_MOMENT, p[i][j] / (1 + k * k));
        add(result, CooccurrenceStatistic.ENTROPY, entropy(p[i][j]));
        add(result, CooccurrenceStatistic.SUM_AVERAGE, p[i][j] * (i + j));
        double sum = i + j - meanX - meanY;
        add(result, CooccurrenceStatistic.SUM_VARIANCE, p[i][j] * sum * sum);
        secondMoment += p[i][j] * p[i][j];
        varianceX += p[i][j] * (i - meanX) * (i - meanX);
        varianceY += p[i][j] * (j - meanY) * (j - meanY);
        covariance += p[i][j] * (i - meanX) * (j - meanY);
      }
    }
    add(result, CooccurrenceStatistic.ASM, secondMoment);
    add(result, CooccurrenceStatistic.ANGULAR_SECOND_MOMENT, secondMoment);
    add(result, CooccurrenceStatistic.ENERGY, Math.sqrt(secondMoment));
    add(
        result,
        CooccurrenceStatistic.CORRELATION,
        varianceX < 1e-12 || varianceY < 1e-12 ? 1 : covariance / Math.sqrt(varianceX * varianceY));
    add(result, CooccurrenceStatistic.SUM_OF_SQUARES, varianceX);
    double hx = 0;
    double hy = 0;
    for (int i = 0; i < levels; i++) {
      hx += entropy(px[i]);
      hy += entropy(py[i]);
    }
    for (double share : total) {
      add(result, CooccurrenceStatistic.SUM_ENTROPY, entropy(share));
    }
    double mean = result.get(CooccurrenceStatistic.DISSIMILARITY);
    for (int k = 0; k <= largest; k++) {
      add(result, CooccurrenceStatistic.DIFFERENCE_ENTROPY, entropy(difference[k]));
      double deviation = difference[k] - 1.0 / (largest + 1);
      add(result, CooccurrenceStatistic.DIFFERENCE_VARIANCE, deviation * deviation / (largest + 1));
      add(
          result,
          CooccurrenceStatistic.ABSOLUTE_DIFFERENCE_VARIANCE,
          difference[k] * (k - mean) * (k - mean));
    }
    double h = result.get(CooccurrenceStatistic.ENTROPY);
    double larger = Math.max(hx, hy);
    add(result, CooccurrenceStatistic.INFO_MEASURE_1, larger < 1e-9 ? 0 : (h - hx - hy) / larger);
    add(
        result,
        CooccurrenceStatistic.INFO_MEASURE_2,
        Math.sqrt(Math.max(0, 1 - Math.exp(-2 * (hx + hy - h)))));
    return result;
  }

  private static void add(
      Map<CooccurrenceStatistic, Double> result, CooccurrenceStatistic statistic, double value) {
    result.merge(statistic, value, Double::sum);
  }

  private static double entropy(double share) {
    return share == 0 ? 0 : -share * Math.log(share) / Math.log(2);
  }

  private static int level(Picture picture, int x, int y, int levels) {
    return (picture.gray().ptr(y, x).get() & 0xFF) * levels / 256;
  }
}
