package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bifocal.image.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What scikit-image and NumPy make of a picture; see golden/README.md. */
final class Restored {
  private static final String PICTURE = "im_coffee_0_g64";

  private Restored() {}

  /** The values that were noted may differ by {@code tolerance} gray values, after rounding. */
  static void assertSame(String key, Operator operator, double tolerance) {
    JsonNode file = file();
    JsonNode places = file.get("row_column");
    try (Picture coffee = Grids.golden(PICTURE)) {
      int[][] actual = Grids.apply(operator, coffee);
      for (int i = 0; i < places.size(); i++) {
        int row = places.get(i).get(0).asInt();
        int column = places.get(i).get(1).asInt();
        assertEquals(
            file.get("results").get(key).get(i).asDouble(),
            actual[row][column],
            0.501 + tolerance,
            key + " at " + row + ", " + column);
      }
    }
  }

  /** The kernel of which the file speaks. */
  static List<Double> kernel() {
    return List.of(1.0, 2.0, 0.0, 0.0, 3.0, 1.0, 0.0, 0.0, 1.0);
  }

  private static JsonNode file() {
    try (InputStream in = Restored.class.getResourceAsStream("/golden/golden/restored.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
