package io.bifocal.image;

/**
 * The variable-length code of GIF (GIF89a specification, appendix F), read code by code. A code
 * stands for a run of pixels: what an earlier code stood for, and one pixel more.
 */
final class GifLzw {
  private static final int TABLE = 4096;
  private static final int WIDEST = 12;

  private final Bytes in;
  private final int codeSize;
  private final int clear;
  private final int[] prefix = new int[TABLE];
  private final int[] length = new int[TABLE];
  private final byte[] last = new byte[TABLE];
  private final byte[] first = new byte[TABLE];
  private int next;
  private int width;
  private int previous;
  private int bits;
  private int bitCount;
  private int blockLeft;
  private boolean ended;

  /**
   * Begins with a fresh table.
   *
   * @param codeSize bits of a pixel's index, 1 to 8
   * @param data where the first block of code begins
   */
  GifLzw(Bytes in, int codeSize, int data) throws RejectedException {
    this.in = in.seek(data);
    this.codeSize = codeSize;
    clear = 1 << codeSize;
    for (int i = 0; i < clear; i++) {
      length[i] = 1;
      last[i] = (byte) i;
      first[i] = (byte) i;
    }
    reset();
  }

  /** The next code that stands for pixels, or -1 where there is none. */
  int next() throws RejectedException {
    int code = read();
    while (code == clear) {
      reset();
      code = read();
    }
    if (code < 0 || code == clear + 1) {
      return -1;
    }
    if (code > next || (code == next && (previous < 0 || next == TABLE))) {
      throw RejectedException.corrupt("the picture's code is wrong before byte " + in.position());
    }
    if (previous >= 0 && next < TABLE) {
      learn(code);
    }
    previous = code;
    return code;
  }

  /** How many pixels {@code code} stands for. */
  int length(int code) {
    return length[code];
  }

  /** Writes the pixels of {@code code} from {@code at} on, as many as fit. */
  void write(int code, byte[] pixels, int at) {
    int rest = code;
    for (int i = at + length[code] - 1; i >= at; i--) {
      if (i < pixels.length) {
        pixels[i] = last[rest];
      }
      rest = prefix[rest];
    }
  }

  private void learn(int code) {
    prefix[next] = previous;
    length[next] = length[previous] + 1;
    first[next] = first[previous];
    last[next] = first[code == next ? previous : code];
    next++;
    if (next == 1 << width && width < WIDEST) {
      width++;
    }
  }

  private void reset() {
    next = clear + 2;
    width = codeSize + 1;
    previous = -1;
  }

  private int read() throws RejectedException {
    while (bitCount < width) {
      if (blockLeft == 0 && !ended) {
        blockLeft = in.u8();
        ended = blockLeft == 0;
      }
      if (ended) {
        return -1;
      }
      bits |= in.u8() << bitCount;
      bitCount += 8;
      blockLeft--;
    }
    int code = bits & ((1 << width) - 1);
    bits >>>= width;
    bitCount -= width;
    return code;
  }
}
