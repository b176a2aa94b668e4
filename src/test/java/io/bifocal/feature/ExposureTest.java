package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTest extends FeatureExtractorContractTest {
  private static final Exposure DEFAULTS = new Exposure(10, 245);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS, new Exposure(0, 255));
  }

  @Test
  void lengthIsFive() {
    assertEquals(5, DEFAULTS.length(Input.ORIGINAL));
    assertEquals(5, DEFAULTS.length(Input.of(64, 48)));
  }

  /** Mean 965/8; 0 and 10 are dark, 245 and 255 bright. */
  @Test
  void handWorkedShares() {
    try (Picture picture = Pictures.gray(new int[][] {{0, 10, 11, 244}, {245, 255, 100, 100}})) {
      assertArrayEquals(
          new float[] {120.625f, 0.25f, 0.25f, 0.125f, 0.125f}, vector(DEFAULTS, picture));
      assertArrayEquals(
          new float[] {120.625f, 0.375f, 0.5f - 0.125f, 0.125f, 0.125f},
          vector(new Exposure(11, 244), picture));
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
                  float[] actual = vector(DEFAULTS, picture);
                  Quality.assertNear(expected, "mean", actual[0], id);
                  Quality.assertNear(expected, "under_le10", actual[1], id);
                  Quality.assertNear(expected, "over_ge245", actual[2], id);
                  Quality.assertNear(expected, "at0", actual[3], id);
                  Quality.assertNear(expected, "at255", actual[4], id);
                }
              });
    }
  }

  @Test
  void halfBlackHalfWhite() {
    try (Picture picture = Pictures.gray(new int[][] {{0, 0, 0}, {255, 255, 255}})) {
      assertArrayEquals(new float[] {127.5f, 0.5f, 0.5f, 0.5f, 0.5f}, vector(DEFAULTS, picture));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | 245 | dark = -1 is out of range; give 0 to 254",
        "255 | 245 | dark = 255 is out of range; give 0 to 254",
        "10 | 0 | bright = 0 is out of range; give 1 to 255",
        "10 | 256 | bright = 256 is out of range; give 1 to 255",
        "10 | 10 | dark = 10 is not below bright = 10; lower dark or raise bright",
      })
  void parametersOutOfRange(int dark, int bright, String message) {
    UserError error = assertThrows(UserError.class, () -> new Exposure(dark, bright));
    assertEquals(message, error.getMessage());
  }
}
