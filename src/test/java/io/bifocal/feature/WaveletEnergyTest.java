package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WaveletEnergyTest extends FeatureExtractorContractTest {
  private static final List<WaveletStatistic> ALL = List.of(WaveletStatistic.values());
  private static final String[] BANDS = {
    "cA3", "cH3", "cV3", "cD3", "cH2", "cV2", "cD2", "cH1", "cV1", "cD1"
  };

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        energy(Wavelet.DB2, WaveletMode.SYMMETRIC, 3),
        new WaveletEnergy(Wavelet.HAAR, WaveletMode.PERIODIZATION, 10, ALL),
        new WaveletEnergy(Wavelet.DB8, WaveletMode.SYMMETRIC, 10, ALL));
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "3, 10", "10, 31"})
  void lengthIsThreeBandsALevelAndOne(int levels, int bands) {
    assertEquals(bands, energy(Wavelet.DB3, WaveletMode.SYMMETRIC, levels).length(Input.ORIGINAL));
    assertEquals(
        3 * bands,
        new WaveletEnergy(Wavelet.DB3, WaveletMode.SYMMETRIC, levels, ALL).length(Input.of(9, 9)));
  }

  /**
   * Of 1 2 3 4 in two rows, 2 by 2: sums and differences, halved. cA = (1 + 2 + 3 + 4) / 2 = 5; cH
   * = (1 + 2 - 3 - 4) / 2 = -2; cV = (1 - 2 + 3 - 4) / 2 = -1; cD = (1 - 2 - 3 + 4) / 2 = 0.
   */
  @Test
  void handWorkedHaar() {
    WaveletEnergy recipe =
        new WaveletEnergy(
            Wavelet.HAAR,
            WaveletMode.SYMMETRIC,
            1,
            List.of(WaveletStatistic.ENERGY, WaveletStatistic.MEAN_ABSOLUTE));
    try (Picture picture = Pictures.gray(new int[][] {{1, 2}, {3, 4}})) {
      assertArrayEquals(new float[] {25, 5, 4, 2, 1, 1, 0, 0}, vector(recipe, picture), 1e-6f);
    }
  }

  /** cA = 140, 140, 198, so that c² is as 4,900 to 4,900 to 9,801; all else is 0. */
  @Test
  void handWorkedEntropy() {
    WaveletEnergy recipe =
        new WaveletEnergy(
            Wavelet.HAAR, WaveletMode.SYMMETRIC, 1, List.of(WaveletStatistic.ENTROPY));
    int[][] rows = {{70, 70, 70, 70, 99, 99}, {70, 70, 70, 70, 99, 99}};
    try (Picture picture = Pictures.gray(rows)) {
      double[] p = {4900.0, 4900.0, 9801.0};
      double sum = p[0] + p[1] + p[2];
      double bits = 0;
      for (double value : p) {
        bits -= value / sum * Math.log(value / sum) / Math.log(2);
      }
      assertArrayEquals(new float[] {(float) bits, 0, 0, 0}, vector(recipe, picture), 1e-6f);
    }
  }

  @ParameterizedTest
  @CsvSource({"SYMMETRIC, db2_symmetric", "PERIODIZATION, db2_periodization"})
  void goldenBands(WaveletMode mode, String key) {
    Golden golden = new Golden("wavelet.json");
    WaveletEnergy recipe = new WaveletEnergy(Wavelet.DB2, mode, 3, ALL);
    for (String size : new String[] {"g64", "g128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                JsonNode bands = golden.of(id).get(size).get(key);
                try (Picture picture = Golden.picture(id, size)) {
                  float[] actual = vector(recipe, picture);
                  for (int b = 0; b < BANDS.length; b++) {
                    assertBand(bands.get(BANDS[b]), actual, 3 * b, id + " " + BANDS[b]);
                  }
                }
              });
    }
  }

  static void assertBand(JsonNode expected, float[] actual, int at, String message) {
    String[] statistics = {"energy", "mean_abs", "entropy_bits"};
    for (int s = 0; s < statistics.length; s++) {
      double value = expected.get(statistics[s]).asDouble();
      assertEquals(value, actual[at + s], 3e-7 * value + 1e-9, message + " " + statistics[s]);
    }
  }

  /**
   * PyWavelets 1.1.1 on im_brick_0 g64 without its last 27 rows and 13 columns: {@code np.mean(c *
   * c)} of each band c of {@code pywt.wavedec2(g[:37, :51].astype(float), wavelet, mode, level=4)}.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HAAR | SYMMETRIC | 3029355.4 808.56543 913.23861 281.9235 1070.0281 4133.396 172.12455 523.9101 2263.6389 107.52933 151.84464 620.91549 17.391194",
        "DB3 | SYMMETRIC | 3109448.7 1637.7405 3638.4998 296.83172 1461.4314 5279.2746 256.08571 468.4791 2229.8206 41.105789 153.46347 716.11401 6.4162984",
        "DB4 | PERIODIZATION | 3101978.1 684.34622 3091.0008 135.68847 1110.2055 5033.0878 245.17938 650.07104 2053.0962 153.12053 148.46486 592.0711 8.1365343",
        "DB8 | SYMMETRIC | 3066929.3 1651.6439 847.79375 705.74501 950.01572 4097.0992 482.87642 561.04716 2508.5516 33.050678 157.84761 684.64541 5.103157",
        "DB7 | PERIODIZATION | 3118172.6 964.38598 1113.3819 1280.6358 2586.9529 3067.4208 441.58782 522.47572 2641.326 81.327295 152.97721 596.56964 8.5101761",
      })
  void energiesOfOddSizes(Wavelet wavelet, WaveletMode mode, String energies) {
    String[] expected = energies.split(" ");
    WaveletEnergy recipe = energy(wavelet, mode, 4);
    int[][] rows = new int[37][51];
    try (Picture whole = Golden.picture("im_brick_0", "g64")) {
      for (int y = 0; y < rows.length; y++) {
        for (int x = 0; x < rows[y].length; x++) {
          rows[y][x] = whole.gray().ptr(y, x).get() & 0xFF;
        }
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      float[] actual = vector(recipe, picture);
      assertEquals(expected.length, actual.length);
      for (int b = 0; b < expected.length; b++) {
        double value = Double.parseDouble(expected[b]);
        assertEquals(value, actual[b], 3e-7 * value, "band " + b);
      }
    }
  }

  /** Shifted by 2 k, the low-pass filter is orthogonal to itself and to the high-pass filter. */
  @ParameterizedTest
  @EnumSource
  void filtersAreOrthonormal(Wavelet wavelet) {
    double[] low = wavelet.lowPass();
    double[] high = wavelet.highPass();
    for (int shift = 0; shift < low.length; shift += 2) {
      double lows = 0;
      double highs = 0;
      double mixed = 0;
      for (int i = 0; i + shift < low.length; i++) {
        lows += low[i] * low[i + shift];
        highs += high[i] * high[i + shift];
        mixed += low[i] * high[i + shift];
      }
      assertEquals(shift == 0 ? 1 : 0, lows, 1e-15);
      assertEquals(shift == 0 ? 1 : 0, highs, 1e-15);
      assertEquals(0, mixed, 1e-15);
    }
  }

  @ParameterizedTest
  @EnumSource
  void momentsVanish(Wavelet wavelet) {
    double[] high = wavelet.highPass();
    for (int power = 0; power < high.length / 2; power++) {
      double moment = 0;
      double scale = 0;
      for (int i = 0; i < high.length; i++) {
        moment += high[i] * Math.pow(i - high.length / 2.0, power);
        scale += Math.abs(high[i]) * Math.pow(Math.abs(i - high.length / 2.0), power);
      }
      assertEquals(0, moment, 1e-14 * scale, "moment " + power);
    }
  }

  /** Orthonormal without gaps: the squares of all coefficients add up to those of the pixels. */
  @ParameterizedTest
  @EnumSource
  void periodizationKeepsTheEnergy(Wavelet wavelet) {
    try (Picture picture = Pictures.noise(64, 32, 1, 3)) {
      float[] vector = vector(energy(wavelet, WaveletMode.PERIODIZATION, 2), picture);
      double energy = 0;
      for (int b = 0; b < 7; b++) {
        energy += vector[b] * (b < 4 ? 16 * 8 : 32 * 16);
      }
      double expected = 0;
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 64; x++) {
          int value = picture.gray().ptr(y, x).get() & 0xFF;
          expected += value * value;
        }
      }
      assertEquals(expected, energy, 1e-6 * expected);
    }
  }

  /** Rows that differ from each other have horizontal edges: cH, and neither cV nor cD. */
  @Test
  void horizontalStripes() {
    int[][] rows = new int[32][32];
    for (int y = 0; y < 32; y += 2) {
      Arrays.fill(rows[y], 200);
    }
    try (Picture picture = Pictures.gray(rows)) {
      float[] vector = vector(energy(Wavelet.HAAR, WaveletMode.SYMMETRIC, 1), picture);
      assertTrue(vector[1] > 1000);
      assertEquals(0, vector[2], 1e-9);
      assertEquals(0, vector[3], 1e-9);
    }
  }

  @Test
  void flatPicturesHaveNothingButTheirMean() {
    try (Picture picture = Pictures.flat(30, 20, 1, 100)) {
      float[] vector =
          vector(new WaveletEnergy(Wavelet.DB4, WaveletMode.SYMMETRIC, 1, ALL), picture);
      assertEquals(40_000, vector[0], 0.01);
      assertEquals(200, vector[1], 1e-4);
      for (int i = 3; i < 12; i++) {
        assertEquals(0, vector[i], 1e-9);
      }
    }
  }

  @Property(tries = 300)
  void logarithmsAreExact(@ForAll @DoubleRange(min = -90, max = 40) double exponent) {
    double value = Math.pow(2, exponent);
    assertEquals(Math.log(value) / Math.log(2), FastLog.log2(value), 2e-12);
    assertEquals(0, 0.0 * FastLog.log2(0), 0.0);
  }

  @Test
  void parametersOutOfRange() {
    assertRefused("levels = 0 is out of range; give 1 to 10", 0, ALL);
    assertRefused("levels = 11 is out of range; give 1 to 10", 11, ALL);
    assertRefused(
        "statistics must be one or more of energy, mean-absolute and entropy, each once",
        3,
        List.of());
    assertRefused(
        "statistics must be one or more of energy, mean-absolute and entropy, each once",
        3,
        List.of(WaveletStatistic.ENERGY, WaveletStatistic.ENERGY));
  }

  private static void assertRefused(String message, int levels, List<WaveletStatistic> statistics) {
    UserError error =
        assertThrows(
            UserError.class,
            () -> new WaveletEnergy(Wavelet.DB2, WaveletMode.SYMMETRIC, levels, statistics));
    assertEquals(message, error.getMessage());
  }

  private static WaveletEnergy energy(Wavelet wavelet, WaveletMode mode, int levels) {
    return new WaveletEnergy(wavelet, mode, levels, List.of(WaveletStatistic.ENERGY));
  }
}
