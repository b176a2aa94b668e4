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
  private static final long LARGEST_ARRAY = 2047L << 20;

  /** 100 million pixels, 256 MiB. */
  public static final Limits DEFAULT = new Limits(100_000_000L, 256L << 20);

  public Limits {
    requirePositive("max-pixels", maxPixels);
    requirePositive("max-bytes", maxBytes);
    if (maxBytes > LARGEST_ARRAY) {
      throw new UserError(
          "max-bytes = "
              + maxBytes
              + " is out of range; a file is held in one array: give at most 2047M");
    }
  }

  private static void requirePositive(String key, long value) {
    if (value < 1) {
      throw new UserError(key + " = " + value + " is out of range; give 1 or more");
    }
  }
}
