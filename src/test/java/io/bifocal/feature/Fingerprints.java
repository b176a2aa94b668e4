package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.image.Picture;
import java.util.HexFormat;
import java.util.function.Function;

/** What the tests of fingerprints have in common. */
final class Fingerprints {
  private Fingerprints() {}

  /** Bits as bytes in hexadecimal, the first bit of each byte being the least significant. */
  static String leastFirst(float[] bits) {
    byte[] bytes = new byte[(bits.length + 7) / 8];
    for (int i = 0; i < bits.length; i++) {
      bytes[i / 8] |= (byte) (bit(bits[i]) << (i % 8));
    }
    return HexFormat.of().formatHex(bytes);
  }

  /** The same, the first bit being the most significant. */
  static String mostFirst(float[] bits) {
    byte[] bytes = new byte[(bits.length + 7) / 8];
    for (int i = 0; i < bits.length; i++) {
      bytes[i / 8] |= (byte) (bit(bits[i]) << (7 - i % 8));
    }
    return HexFormat.of().formatHex(bytes);
  }

  /** Every golden picture that has {@code key} gives it; there have to be some. */
  static void assertGolden(
      String key, Function<Picture, float[]> method, Function<float[], String> hex) {
    Golden golden = new Golden("hashes.json");
    int[] compared = new int[1];
    golden
        .ids()
        .forEach(
            id -> {
              for (String variant : new String[] {"g128", "c128"}) {
                JsonNode expected = golden.of(id).path(variant).path(key);
                if (!expected.isMissingNode()) {
                  try (Picture picture = Golden.picture(id, variant)) {
                    assertEquals(
                        expected.asText(), hex.apply(method.apply(picture)), id + " " + variant);
                  }
                  compared[0]++;
                }
              }
            });
    assertTrue(compared[0] >= 7, compared[0] + " pictures");
  }

  static int distance(float[] bits, float[] others) {
    int sum = 0;
    for (int i = 0; i < bits.length; i++) {
      sum += Math.abs(bit(bits[i]) - bit(others[i]));
    }
    return sum;
  }

  private static int bit(float value) {
    assertTrue(value == 0 || value == 1, "a bit of " + value);
    return (int) value;
  }
}
