package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContrastTest extends FeatureExtractorContractTest {
  private static final Contrast CONTRAST = new Contrast();

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(CONTRAST);
  }

  @Test
  void lengthIsThree() {
    assertEquals(3, CONTRAST.length(Input.ORIGINAL));
    assertEquals(3, CONTRAST.length(Input.of(64, 48)));
  }

  /** Percentiles 1 and 99 of 50 and 150 are 51 and 149: 98/200. */
  @Test
  void handWorkedPair() {
    try (Picture picture = Pictures.gray(new int[][] {{50, 150}})) {
      assertArrayEquals(new float[] {50 / 255f, 0.5f, 0.49f}, vector(CONTRAST, picture));
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
                  float[] actual = vector(CONTRAST, picture);
                  Quality.assertNear(expected, "rms_contrast", actual[0], id);
                  Quality.assertNear(expected, "michelson", actual[1], id);
                  Quality.assertNear(expected, "michelson_p1_p99", actual[2], id);
                }
              });
    }
  }

  @Test
  void flatPicturesHaveNone() {
    for (int value : new int[] {0, 1, 255}) {
      try (Picture picture = Pictures.flat(20, 10, 1, value)) {
        assertArrayEquals(new float[3], vector(CONTRAST, picture));
      }
    }
  }

  @Test
  void oneWhitePixelMovesOnlyTheContrastOfExtremes() {
    int[][] rows = new int[20][20];
    for (int[] row : rows) {
      Arrays.fill(row, 100);
    }
    rows[3][4] = 255;
    try (Picture picture = Pictures.gray(rows)) {
      float[] vector = vector(CONTRAST, picture);
      assertEquals(155 / 355f, vector[1]);
      assertEquals(0, vector[2]);
    }
  }
}
