package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EntropyTest extends FeatureExtractorContractTest {
  private static final Entropy ENTROPY = new Entropy();

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(ENTROPY);
  }

  @Test
  void lengthIsOne() {
    assertEquals(1, ENTROPY.length(Input.ORIGINAL));
    assertEquals(1, ENTROPY.length(Input.of(64, 48)));
  }

  /** Shares 3/4 and 1/4: 3/4 log2 4/3 + 1/4 log2 4 = 0.8112781. */
  @Test
  void handWorkedShares() {
    try (Picture picture = Pictures.gray(new int[][] {{7, 7}, {9, 7}})) {
      assertArrayEquals(new float[] {0.8112781f}, vector(ENTROPY, picture));
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
                try (Picture picture = Golden.picture(id, size)) {
                  Quality.assertNear(
                      golden.of(id).get(size), "entropy_bits", vector(ENTROPY, picture)[0], id);
                }
              });
    }
  }

  @Test
  void allValuesEquallyOften() {
    int[][] rows = new int[256][3];
    for (int y = 0; y < rows.length; y++) {
      rows[y] = new int[] {y, 255 - y, y ^ 0x55};
    }
    try (Picture picture = Pictures.gray(rows)) {
      assertArrayEquals(new float[] {8}, vector(ENTROPY, picture), 1e-6f);
    }
  }

  @Test
  void flatPicturesHaveNone() {
    try (Picture picture = Pictures.flat(7, 5, 1, 200)) {
      // A positive zero, which equals -0 only as a number.
      assertEquals(Float.valueOf(0f), Float.valueOf(vector(ENTROPY, picture)[0]));
    }
  }
}
