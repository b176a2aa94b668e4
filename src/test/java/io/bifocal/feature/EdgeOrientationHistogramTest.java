package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeOrientationHistogramTest extends FeatureExtractorContractTest {
  private static final EdgeOrientationHistogram DEFAULTS =
      new EdgeOrientationHistogram(36, EdgeWeighting.MAGNITUDE);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS, new EdgeOrientationHistogram(7, EdgeWeighting.EDGE_PIXELS));
  }

  @Test
  void lengthIsTheNumberOfBins() {
    assertEquals(36, DEFAULTS.length(Input.ORIGINAL));
    assertEquals(
        7, new EdgeOrientationHistogram(7, EdgeWeighting.EDGE_PIXELS).length(Input.of(9, 9)));
  }

  /**
   * Reflected without the border pixel, a picture of two columns has no derivative along x, one of
   * two rows none along y. The rows rise by 10, so that every pixel of the middle row has (0, 80).
   */
  @Test
  void handWorkedRamp() {
    try (Picture ramp = Pictures.gray(new int[][] {{0, 0}, {10, 10}, {20, 20}})) {
      float[] expected = new float[4];
      expected[1] = 1;
      assertArrayEquals(
          expected, vector(new EdgeOrientationHistogram(4, EdgeWeighting.MAGNITUDE), ramp));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"g64", "g128"})
  void goldenHistograms(String size) {
    Golden golden = new Golden("edges.json");
    EdgeOrientationHistogram counted = new EdgeOrientationHistogram(36, EdgeWeighting.EDGE_PIXELS);
    golden
        .ids()
        .forEach(
            id -> {
              JsonNode expected = golden.of(id).get(size);
              try (Picture picture = Golden.picture(id, size)) {
                float[] weighted = vector(DEFAULTS, picture);
                float[] counts = vector(counted, picture);
                double total = 0;
                for (JsonNode count : expected.get("orientation36_counts_on_canny")) {
                  total += count.asInt();
                }
                for (int i = 0; i < 36; i++) {
                  assertEquals(
                      expected.get("sobel_orientation36").get(i).asDouble(), weighted[i], 1e-8, id);
                  int count = expected.get("orientation36_counts_on_canny").get(i).asInt();
                  assertEquals((float) (count / total), counts[i], id);
                }
              }
            });
  }

  /** Straight from the definition, also where the filter reaches over several borders at once. */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "7, 1", "2, 3", "3, 2", "37, 53", "129, 127", "1, 5000", "5000, 1"})
  void definitionPixelByPixel(int width, int height) {
    int[][] rows = new int[height][width];
    Random random = new Random(7L * width + height);
    for (int[] row : rows) {
      Arrays.setAll(row, x -> random.nextInt(256));
    }
    double[] sums = new double[36];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int dx = 0;
        int dy = 0;
        for (int i = -1; i <= 1; i++) {
          for (int j = -1; j <= 1; j++) {
            int value = rows[mirrored(y + i, height)][mirrored(x + j, width)];
            dx += j * (2 - Math.abs(i)) * value;
            dy += i * (2 - Math.abs(j)) * value;
          }
        }
        double angle = (Math.toDegrees(Math.atan2(dy, dx)) + 360) % 360;
        sums[Math.min(35, (int) (angle / 10 + 1e-9))] += Math.hypot(dx, dy);
      }
    }
    double total = Arrays.stream(sums).sum();
    try (Picture picture = Pictures.gray(rows)) {
      float[] actual = vector(DEFAULTS, picture);
      for (int i = 0; i < 36; i++) {
        assertEquals(total > 0 ? sums[i] / total : 0, actual[i], 1e-7, "bin " + i);
      }
    }
  }

  private static int mirrored(int place, int length) {
    return length == 1 ? 0 : place < 0 ? 1 : place >= length ? length - 2 : place;
  }

  /** A bright disk has edges in all directions alike; a vertical edge has one. */
  @Test
  void syntheticShapes() {
    int[][] disk = new int[101][101];
    int[][] edge = new int[40][40];
    for (int y = 0; y < 101; y++) {
      for (int x = 0; x < 101; x++) {
        disk[y][x] = (x - 50) * (x - 50) + (y - 50) * (y - 50) <= 1600 ? 200 : 0;
      }
    }
    for (int[] row : edge) {
      Arrays.fill(row, 20, 40, 200);
    }
    try (Picture round = Pictures.gray(disk);
        Picture straight = Pictures.gray(edge)) {
      float[] even = vector(new EdgeOrientationHistogram(4, EdgeWeighting.MAGNITUDE), round);
      for (float value : even) {
        assertEquals(0.25, value, 1e-6);
      }
      assertEquals(1, vector(DEFAULTS, straight)[0]);
    }
  }

  @Test
  void flatPicturesAreAllZero() {
    try (Picture flat = Pictures.flat(20, 10, 1, 99)) {
      assertArrayEquals(new float[36], vector(DEFAULTS, flat));
    }
  }

  @Test
  void parametersOutOfRange() {
    UserError error =
        assertThrows(
            UserError.class, () -> new EdgeOrientationHistogram(0, EdgeWeighting.MAGNITUDE));
    assertEquals("bins = 0 is out of range; give 1 to 360", error.getMessage());
  }
}
