package io.bifocal.conf;

import java.io.Serializable;
import java.util.Map;

/**
 * A number of things, with decimal units: {@code 100M} is 100,000,000.
 *
 * @param value the number, at least 0
 */
public record Count(long value) implements Serializable {
  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "k", 1_000L, "m", 1_000_000L, "g", 1_000_000_000L, "t", 1_000_000_000_000L);

  /** The number that {@code text} says, such as {@code 100M}. */
  public static Count parse(String text) {
    return new Count(Quantity.parse(text, UNITS));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
