package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ATrousWaveletEnergyTest extends FeatureExtractorContractTest {
  private static final List<WaveletStatistic> ALL = List.of(WaveletStatistic.values());
  private static final List<WaveletStatistic> ENERGY = List.of(WaveletStatistic.ENERGY);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(new ATrousWaveletEnergy(4, ENERGY), new ATrousWaveletEnergy(10, ALL));
  }

  @Test
  void lengthIsPlanesTimesStatisticsAndTwo() {
    assertEquals(6, new ATrousWaveletEnergy(4, ENERGY).length(Input.ORIGINAL));
    assertEquals(32, new ATrousWaveletEnergy(10, ALL).length(Input.of(5, 6)));
  }

  /**
   * One row 0 160 0 of width 3, which goes on as ... 160 0 160 0 160 ...: c1 is (4 + 4) 10 = 80 at
   * the ends, (1 + 1 + 6) 10 = 80 in the middle. Rows above and below are the same. So the plane is
   * -80 80 -80 and the residual 80.
   */
  @Test
  void handWorkedRow() {
    try (Picture picture = Pictures.gray(new int[][] {{0, 160, 0}})) {
      assertArrayEquals(
          new float[] {6400, 80, (float) (Math.log(3) / Math.log(2)), 80, 0},
          vector(new ATrousWaveletEnergy(1, ALL), picture),
          1e-6f);
    }
  }

  @Test
  void goldenPlanes() {
    Golden golden = new Golden("wavelet.json");
    for (String size : new String[] {"g64", "g128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                JsonNode expected = golden.of(id).get(size).get("atrous_b3");
                try (Picture picture = Golden.picture(id, size)) {
                  float[] actual = vector(new ATrousWaveletEnergy(4, ALL), picture);
                  for (int j = 0; j < 4; j++) {
                    WaveletEnergyTest.assertBand(
                        expected.get("planes").get(j), actual, 3 * j, id + " plane " + j);
                  }
                  JsonNode residual = expected.get("residual");
                  double mean = residual.get("mean").asDouble();
                  double deviation = residual.get("std").asDouble();
                  assertEquals(mean, actual[12], 2e-7 * mean, id);
                  assertEquals(deviation, actual[13], 2e-7 * deviation, id);
                }
              });
    }
  }

  /** Both directions at once, tap by tap. */
  @Property(tries = 30)
  void energiesAreThoseOfTheDefinition(
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll long seed) {
    try (Picture picture = Pictures.noise(width, height, 1, seed)) {
      float[] actual = vector(new ATrousWaveletEnergy(4, ENERGY), picture);
      double[][] smooth = new double[height][width];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          smooth[y][x] = picture.gray().ptr(y, x).get() & 0xFF;
        }
      }
      for (int j = 0; j < 4; j++) {
        double[][] next = filtered(smooth, 1 << j);
        double energy = 0;
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            energy += Math.pow(smooth[y][x] - next[y][x], 2) / (width * height);
          }
        }
        assertEquals(energy, actual[j], 1e-6 * energy + 1e-9);
        smooth = next;
      }
    }
  }

  private static double[][] filtered(double[][] from, int gap) {
    int[] taps = {1, 4, 6, 4, 1};
    double[][] to = new double[from.length][from[0].length];
    for (int y = 0; y < to.length; y++) {
      for (int x = 0; x < to[y].length; x++) {
        for (int i = 0; i < 5; i++) {
          for (int k = 0; k < 5; k++) {
            int row = bounced(y + (i - 2) * gap, to.length);
            int column = bounced(x + (k - 2) * gap, to[y].length);
            to[y][x] += taps[i] * taps[k] / 256.0 * from[row][column];
          }
        }
      }
    }
    return to;
  }

  /** Walks from 0 to {@code at} step by step, turning at the borders. */
  private static int bounced(int at, int length) {
    int place = 0;
    int direction = 1;
    for (int step = 0; step < Math.abs(at) && length > 1; step++) {
      if (place + direction < 0 || place + direction >= length) {
        direction = -direction;
      }
      place += direction;
    }
    return place;
  }

  /** The wider the stripes, the coarser the planes that they are in. */
  @Test
  void scaleOfStripes() {
    double last = -1;
    for (int j = 0; j < 4; j++) {
      int[][] rows = new int[96][96];
      for (int[] row : rows) {
        for (int x = 0; x < row.length; x++) {
          row[x] = ((x >> j) & 1) * 200;
        }
      }
      try (Picture picture = Pictures.gray(rows)) {
        float[] vector = vector(new ATrousWaveletEnergy(5, ENERGY), picture);
        double sum = 0;
        double weighted = 0;
        for (int plane = 0; plane < 5; plane++) {
          sum += vector[plane];
          weighted += plane * vector[plane];
        }
        assertTrue(weighted / sum > last, j + ": " + weighted / sum);
        last = weighted / sum;
      }
    }
  }

  @Test
  void flatPicturesAreAllResidual() {
    try (Picture picture = Pictures.flat(30, 20, 1, 100)) {
      float[] expected = new float[14];
      expected[12] = 100;
      assertArrayEquals(expected, vector(new ATrousWaveletEnergy(4, ALL), picture));
    }
  }

  @Test
  void parametersOutOfRange() {
    assertRefused("planes = 0 is out of range; give 1 to 10", 0, ENERGY);
    assertRefused("planes = 11 is out of range; give 1 to 10", 11, ENERGY);
    assertRefused(
        "statistics must be one or more of energy, mean-absolute and entropy, each once",
        4,
        List.of());
  }

  private static void assertRefused(String message, int planes, List<WaveletStatistic> statistics) {
    UserError error =
        assertThrows(UserError.class, () -> new ATrousWaveletEnergy(planes, statistics));
    assertEquals(message, error.getMessage());
  }
}
