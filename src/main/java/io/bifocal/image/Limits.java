package io.bifocal.image;

import io.bifocal.conf.UserError;
import java.io.Serializable;

/**
 * What an image may cost.
 *
 * @param maxPixels width times height at most; checked by {@link Probe} on the header, before
 *     anything is decoded
 * @param maxBytes encoded bytes at most; for the caller to check before reading a file
 * @param maxSeconds that decoding may take, where a process of its own does it
 */
public record Limits(long maxPixels, long maxBytes, int maxSeconds) implements Serializable {
  private static final long LARGEST_ARRAY = 2047L << 20;

  /** 100 million pixels, 256 MiB, 30 seconds. */
  public static final Limits DEFAULT = new Limits(100_000_000L, 256L << 20, 30);

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
