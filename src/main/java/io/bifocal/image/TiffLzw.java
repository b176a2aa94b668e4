package io.bifocal.image;

/**
 * Measures the LZW data of a strip (TIFF 6.0, section 13): how many bytes it decodes to. The bytes
 * themselves are not made.
 */
final class TiffLzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int TABLE = 4096;

  private final Bytes in;
  private final int end;
  private final int[] length = new int[TABLE];
  private int at;
  private int bits;
  private int bitCount;

  private TiffLzw(Bytes in, int offset, int count) {
    this.in = in;
    at = offset;
    end = offset + count;
  }

  /**
   * Bytes that {@code count} encoded bytes from {@code offset} on decode to, or somewhat more than
   * {@code enough}.
   *
   * @throws RejectedException CORRUPT if a code is used before it is defined
   */
  static long decodedBytes(Bytes in, int offset, int count, long enough) throws RejectedException {
    return new TiffLzw(in, offset, count).measure(enough);
  }

  /** Whether codes begin with their lowest bit, as TIFF 4 had it: the first code is a clear. */
  static boolean isOld(Bytes in, int offset, int count) {
    return count > 1 && in.at(offset) == 0 && (in.at(offset + 1) & 1) == 1;
  }

  private long measure(long enough) throws RejectedException {
    int next = END + 1;
    int previous = -1;
    long sum = 0;
    while (sum < enough) {
      int code = code(next);
      if (code < 0 || code == END) {
        return sum;
      }
      if (code == CLEAR) {
        next = END + 1;
        previous = -1;
        continue;
      }
      if (code > next || (code >= CLEAR && previous < 0) || next >= TABLE) {
        throw RejectedException.corrupt("LZW code " + code + " is undefined before byte " + at);
      }
      if (previous >= 0) {
        length[next++] = lengthOf(previous) + 1;
      }
      previous = code;
      sum += lengthOf(code);
    }
    return sum;
  }

  private int lengthOf(int code) {
    return code < CLEAR ? 1 : length[code];
  }

  /** Codes grow by a bit one entry before they must. */
  private int code(int next) {
    int width = next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12;
    while (bitCount < width) {
      if (at >= end) {
        return -1;
      }
      bits = bits << 8 | in.at(at++);
      bitCount += 8;
    }
    bitCount -= width;
    return bits >>> bitCount & ((1 << width) - 1);
  }
}
