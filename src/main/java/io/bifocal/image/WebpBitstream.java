package io.bifocal.image;

/**
 * The header of a WebP bitstream.
 *
 * @param least bytes that it must have at the least
 */
record WebpBitstream(int width, int height, boolean alpha, long least) {
  private static final int LOSSLESS_SIGNATURE = 0x2f;
  private static final int LOSSY_START = 0x2a019d;
  private static final int LOSSY_HEADER = 10;

  /**
   * Reads it.
   *
   * @param name {@code VP8} and a space (RFC 6386, 9.1) or {@code VP8L} (RFC 9649, 3.4)
   */
  static WebpBitstream read(String name, Bytes in) throws RejectedException {
    return name.equals("VP8L") ? lossless(in) : lossy(in);
  }

  private static WebpBitstream lossless(Bytes in) throws RejectedException {
    int signature = in.u8();
    int bits = in.i32();
    if (signature != LOSSLESS_SIGNATURE || bits >>> 29 != 0) {
      throw RejectedException.corrupt("VP8L does not begin as a lossless picture does");
    }
    return new WebpBitstream(
        (bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1, (bits >>> 28 & 1) == 1, 6);
  }

  private static WebpBitstream lossy(Bytes in) throws RejectedException {
    int bits = in.u24();
    if ((bits & 1) != 0 || in.u24() != LOSSY_START) {
      throw RejectedException.corrupt("VP8 does not begin as a key frame does");
    }
    int width = in.u16() & 0x3fff;
    int height = in.u16() & 0x3fff;
    return new WebpBitstream(width, height, false, LOSSY_HEADER + (long) (bits >> 5));
  }
}
