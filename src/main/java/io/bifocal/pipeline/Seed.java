package io.bifocal.pipeline;

/** What randomness in preprocessing starts from. */
final class Seed {
  private static final int HEX_DIGITS_OF_LONG = 16;

  private Seed() {}

  /**
   * The seed of an image: the first 64 bits of its SHA-256, so that equal bytes have equal seeds.
   */
  static long of(String imageId) {
    return Long.parseUnsignedLong(imageId.substring(0, HEX_DIGITS_OF_LONG), 16);
  }
}
