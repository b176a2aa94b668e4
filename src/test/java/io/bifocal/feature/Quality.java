package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

/** How values of quality.json are compared. */
final class Quality {
  private Quality() {}

  /** Within the tolerance of its README, 1e-7 of the value. */
  static void assertNear(JsonNode expected, String key, double actual, String id) {
    double value = expected.get(key).asDouble();
    assertEquals(value, actual, 1e-7 * Math.abs(value) + 1e-9, id + " " + key);
  }
}
