package io.bifocal.image;

import io.bifocal.conf.UserError;
import java.io.Serializable;

/**
 * What an image may cost.
 *
 * @param maxPixels width times height at most; checked by {@link Probe} on the header, before
 *     anything is decoded
 * @param maxBytes encoded bytes at most; for the caller to check before reading a file
 */
public record Limits(long maxPixels, long maxBytes) implements Serializable {
  /** 100 million pixels, 256 MiB. */
  public static final Limits DEFAULT = new Limits(100_000_000L, 256L << 20);

  public Limits {
    requirePositive("max-pixels", maxPixels);
    requirePositive("max-bytes", maxBytes);
  }

  private static void requirePositive(String key, long value) {
    if (value < 1) {
      throw new UserError(key + " = " + value + " is out of range; give 1 or more");
    }
  }
}
