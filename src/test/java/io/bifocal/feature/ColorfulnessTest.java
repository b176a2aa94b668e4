package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColorfulnessTest extends FeatureExtractorContractTest {
  private static final Colorfulness RECIPE = new Colorfulness();

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(RECIPE);
  }

  @Test
  void lengthIsOne() {
    assertEquals(1, RECIPE.length(Input.ORIGINAL));
    assertEquals(1, RECIPE.length(Input.of(3, 4)));
  }

  /**
   * Red (10, 0, 0) has rg 10 and yb 5, blue (0, 0, 20) has rg 0 and yb -20: means 5 and -7.5,
   * deviations 5 and 12.5.
   */
  @Test
  void handWorkedColors() {
    double expected = Math.sqrt(25 + 156.25) + 0.3 * Math.sqrt(25 + 56.25);
    try (Picture picture = Pictures.colors(0x0A0000, 0x000014)) {
      assertEquals((float) expected, vector(RECIPE, picture)[0]);
    }
  }

  /** Without deviation: rg 255, yb 127.5. */
  @Test
  void flatRed() {
    try (Picture picture = Pictures.colors(0xFF0000, 0xFF0000, 0xFF0000)) {
      assertEquals((float) (0.3 * Math.hypot(255, 127.5)), vector(RECIPE, picture)[0]);
    }
  }

  @Test
  void grayIsNotColorful() {
    try (Picture picture = Golden.picture("im_ascent_0", "g64")) {
      assertArrayEquals(new float[1], vector(RECIPE, picture));
    }
  }

  @Test
  void goldenValues() {
    Golden golden = new Golden("quality.json");
    int[] compared = new int[1];
    golden
        .ids()
        .forEach(
            id -> {
              for (String size : new String[] {"c64", "c128"}) {
                JsonNode expected = golden.of(id).path(size).path("colorfulness_hasler_suesstrunk");
                if (!expected.isMissingNode()) {
                  try (Picture picture = Golden.picture(id, size)) {
                    double value = expected.asDouble();
                    assertEquals(value, vector(RECIPE, picture)[0], 1e-7 * value + 1e-9, id);
                  }
                  compared[0]++;
                }
              }
            });
    assertTrue(compared[0] >= 6, compared[0] + " pictures");
  }
}
