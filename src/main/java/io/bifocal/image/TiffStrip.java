package io.bifocal.image;

import java.nio.ByteOrder;

/**
 * The encoded bytes of one strip or tile, and whether they hold all its pixels: OpenCV paints what
 * is missing or damaged black, and says nothing. CCITT fax data is not looked into.
 */
record TiffStrip(Bytes in, long offset, long length, int compression) {
  private static final int NONE = 1;
  private static final int LZW = 5;
  private static final int JPEG = 7;
  private static final int DEFLATE = 8;
  private static final int OLD_DEFLATE = 32_946;
  private static final int PACK_BITS = 32_773;

  /** Fails unless {@code expected} bytes of pixels can be had from it. */
  void requireHolds(long expected) throws RejectedException {
    switch (compression) {
      case NONE -> require(length, expected);
      case DEFLATE, OLD_DEFLATE -> {
        try (Inflated inflated = new Inflated(expected, "the strip")) {
          inflated.feed(in.view((int) offset, (int) length), offset);
          inflated.requireComplete(offset + length);
        }
      }
      case LZW -> {
        // What was written before 1988 has its own order of bits; its decoder is the judge.
        if (!TiffLzw.isOld(in, (int) offset, (int) length)) {
          require(TiffLzw.decodedBytes(in, (int) offset, (int) length, expected), expected);
        }
      }
      case JPEG -> {
        require(length, 4);
        new JpegStructure()
            .walk(
                in.slice(offset, length).order(ByteOrder.BIG_ENDIAN),
                new Facts(Format.JPEG, Limits.DEFAULT));
      }
      case PACK_BITS -> require(unpacked(), expected);
      default -> require(length, 1);
    }
  }

  private void require(long present, long expected) throws RejectedException {
    if (present < expected) {
      throw RejectedException.truncated(
          "the strip at byte " + offset + " holds " + present + " of " + expected + " bytes");
    }
  }

  /** Bytes after unpacking (TIFF 6.0, section 9); a run that is cut off does not count. */
  private long unpacked() {
    long sum = 0;
    long end = offset + length;
    for (long at = offset; at + 1 < end; ) {
      int count = (byte) in.at((int) at);
      if (count >= 0) {
        sum += Math.min(count + 1L, end - at - 1);
        at += count + 2L;
      } else {
        sum += count == -128 ? 0 : 1 - count;
        at += count == -128 ? 1 : 2;
      }
    }
    return sum;
  }
}
