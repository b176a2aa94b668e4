package io.bifocal.image;

/** How many bytes the filtered rows of a PNG take (ISO/IEC 15948, 7.2 and 8.2). */
final class PngRows {
  private static final int[] X_START = {0, 4, 0, 2, 0, 1, 0};
  private static final int[] Y_START = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] X_STEP = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] Y_STEP = {8, 8, 8, 4, 4, 2, 2};

  private PngRows() {}

  /**
   * Counts them.
   *
   * @param interlace 0 for none, 1 for the seven passes of Adam7
   */
  static long bytes(long width, long height, int bitsPerPixel, int interlace) {
    if (interlace == 0) {
      return pass(width, height, bitsPerPixel);
    }
    long sum = 0;
    for (int i = 0; i < X_START.length; i++) {
      sum +=
          pass(
              (width - X_START[i] + X_STEP[i] - 1) / X_STEP[i],
              (height - Y_START[i] + Y_STEP[i] - 1) / Y_STEP[i],
              bitsPerPixel);
    }
    return sum;
  }

  /** Every row begins with a byte for its filter; a pass without columns has no rows. */
  private static long pass(long width, long height, int bitsPerPixel) {
    return width <= 0 || height <= 0 ? 0 : height * (1 + (width * bitsPerPixel + 7) / 8);
  }
}
