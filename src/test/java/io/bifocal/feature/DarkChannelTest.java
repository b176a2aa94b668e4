package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DarkChannelTest extends FeatureExtractorContractTest {
  private static final DarkChannel DEFAULTS = new DarkChannel(15);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS, new DarkChannel(3));
  }

  @Test
  void lengthIsTen() {
    assertEquals(10, DEFAULTS.length(Input.ORIGINAL));
    assertEquals(10, new DarkChannel(1).length(Input.of(64, 48)));
  }

  /**
   * The smallest values 10, 32, 30, 51; in windows of three 10, 10, 30, 30. Sorted, percentile 25
   * is 10, 75 is 30, and 50 halfway; 95 and 99 are 30, 5 is 10. The lightest pixel is the third.
   */
  @Test
  void handWorkedRow() {
    float[] expected = {20, 10, 10, 20, 30, 30, 30};
    for (int i = 0; i < expected.length; i++) {
      expected[i] /= 255;
    }
    try (Picture picture = Pictures.colors(0xFF800A, 0x204060, 0xC81E64, 0x333435)) {
      float[] actual = vector(new DarkChannel(3), picture);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], actual[i], 1e-7f, "value " + i);
      }
      assertArrayEquals(new float[] {0xC8, 0x1E, 0x64}, light(actual));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c64", "c128"})
  void goldenValues(String size) {
    Golden golden = new Golden("quality.json");
    golden
        .ids()
        .filter(id -> golden.of(id).has(size))
        .forEach(
            id -> {
              JsonNode expected = golden.of(id).get(size).get("dark_channel_15");
              try (Picture picture = Golden.picture(id, size)) {
                float[] actual = vector(DEFAULTS, picture);
                Quality.assertNear(expected, "mean", actual[0], id);
                JsonNode percentiles = expected.get("percentiles_5_25_50_75_95_99");
                for (int i = 0; i < 6; i++) {
                  assertEquals(percentiles.get(i).asDouble(), actual[1 + i], 1e-7, id);
                }
                for (int i = 0; i < 3; i++) {
                  double light = expected.get("top_0p1_percent_mean_rgb").get(i).asDouble();
                  assertEquals(light, actual[7 + i], 1e-7 * light, id);
                }
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"c64", "c128"})
  void goldenMaps(String size) {
    Golden golden = new Golden("quality.json");
    golden
        .ids()
        .filter(id -> golden.of(id).has(size))
        .forEach(
            id -> {
              JsonNode expected = golden.of(id).get(size).get("dark_channel_15").get("sha256");
              try (Picture picture = Golden.picture(id, size);
                  DarkChannelMap map = new DarkChannelMap(15)) {
                assertEquals(expected.asText(), sha256(map.compute(picture)), id);
              }
            });
  }

  @Test
  void hazeRaisesTheDarkChannel() {
    int[] clear = new int[40];
    int[] hazy = new int[40];
    for (int x = 0; x < 40; x++) {
      clear[x] = x % 2 == 0 ? 0x2060FF : 0xFF6020;
      hazy[x] = x % 2 == 0 ? 0x90B0FF : 0xFFB090;
    }
    try (Picture first = Pictures.colors(clear);
        Picture second = Pictures.colors(hazy)) {
      assertEquals(0x20 / 255f, vector(DEFAULTS, first)[0]);
      assertEquals(0x90 / 255f, vector(DEFAULTS, second)[0]);
    }
  }

  /** 2,000 equal pixels but for their red: the light is that of the first two. */
  @Test
  void lightIsOfTheFirstAmongEquals() {
    int[] colors = new int[2000];
    for (int x = 0; x < colors.length; x++) {
      colors[x] = ((x < 2 ? 0xF0 + x : 0x80) << 16) | 0x4040;
    }
    try (Picture picture = Pictures.colors(colors)) {
      assertArrayEquals(new float[] {0xF0 + 0.5f, 0x40, 0x40}, light(vector(DEFAULTS, picture)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | window = 0 is out of range; give 1 to 255",
        "256 | window = 256 is out of range; give 1 to 255",
        "14 | window = 14 is even and has no middle; give 13 or 15",
      })
  void parametersOutOfRange(int window, String message) {
    UserError error = assertThrows(UserError.class, () -> new DarkChannel(window));
    assertEquals(message, error.getMessage());
  }

  private static float[] light(float[] vector) {
    return new float[] {vector[7], vector[8], vector[9]};
  }

  private static String sha256(Mat map) {
    try {
      assertTrue(map.isContinuous());
      byte[] bytes = new byte[(int) map.total()];
      map.data().get(bytes);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
