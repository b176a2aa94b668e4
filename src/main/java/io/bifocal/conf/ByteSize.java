package io.bifocal.conf;

import java.io.Serializable;
import java.util.Map;

/**
 * A size in bytes, with binary units as in HOCON: {@code 256M} is 256 · 1024².
 *
 * @param value bytes, at least 0
 */
public record ByteSize(long value) implements Serializable {
  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "b", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);

  /** The size that {@code text} says, such as {@code 256M}. */
  public static ByteSize parse(String text) {
    return new ByteSize(Quantity.parse(text, UNITS));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
