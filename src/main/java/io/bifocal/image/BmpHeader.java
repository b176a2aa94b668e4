package io.bifocal.image;

import java.nio.ByteOrder;
import java.util.Set;

/**
 * The two headers of a bitmap: OS/2 1 and 2, Windows 3 to 5.
 *
 * @param size of the second header in bytes, which tells its version
 * @param height in pixels, whatever the direction
 * @param topDown whether the first row stored is the upper one
 * @param bits a pixel
 * @param compression 0 none, 1 and 2 runs of 8 and 4 bits, 3 and 6 none but with masks
 * @param colors entries that the palette is said to have, 0 for as many as there can be
 * @param pixels where the pixels begin
 */
record BmpHeader(
    int size,
    long width,
    long height,
    boolean topDown,
    int bits,
    long compression,
    long colors,
    long pixels) {
  static final int RGB = 0;
  static final int RLE8 = 1;
  static final int RLE4 = 2;
  static final int BITFIELDS = 3;
  static final int ALPHA_BITFIELDS = 6;

  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;
  private static final int WINDOWS = 40;
  private static final int RED_MASK = FILE_HEADER + WINDOWS;
  private static final int LEAST_WITH_MASKS = 52;
  private static final int LEAST_WITH_ALPHA = 56;

  static BmpHeader read(Bytes in) throws RejectedException {
    in.order(ByteOrder.LITTLE_ENDIAN).seek(10);
    long pixels = in.u32();
    int size = (int) in.u32();
    in.require(size - 4L);
    boolean core = size == CORE;
    long width = core ? in.u16() : in.i32();
    long height = core ? in.u16() : in.i32();
    in.skip(2);
    int bits = in.u16();
    long compression = size > 16 ? in.u32() : RGB;
    long colors = size >= WINDOWS ? in.seek(FILE_HEADER + 32L).u32() : 0;
    long start = (long) FILE_HEADER + size;
    if (pixels <= start && bits <= 8) {
      // An offset that says nothing: pixels follow the palette.
      long entries = colors == 0 ? 1L << bits : Math.min(colors, 1L << bits);
      pixels = start + entries * (core ? 3 : 4);
    }
    BmpHeader header =
        new BmpHeader(size, width, Math.abs(height), height < 0, bits, compression, colors, pixels);
    header.requireReadable();
    return header;
  }

  private void requireReadable() throws RejectedException {
    boolean masked = compression == BITFIELDS || compression == ALPHA_BITFIELDS;
    boolean known =
        (compression == RGB && Set.of(1, 2, 4, 8, 16, 24, 32).contains(bits))
            || (compression == RLE8 && bits == 8)
            || (compression == RLE4 && bits == 4)
            // In OS/2 these numbers mean other things.
            || (masked && size != 64 && (bits == 16 || bits == 32));
    if (!known) {
      throw RejectedException.unsupported(
          "BMP with " + bits + " bits a pixel and compression " + compression + " is not read");
    }
  }

  boolean isRuns() {
    return compression == RLE8 || compression == RLE4;
  }

  boolean hasPalette() {
    return bits <= 8;
  }

  /** Bytes of a row that is stored without runs. */
  long rowBytes() {
    return (width * bits + 31) / 32 * 4;
  }

  /** Blue, green and red of every entry of the palette, as many as are in the file. */
  byte[] palette(Bytes in) throws RejectedException {
    int entry = size == CORE ? 3 : 4;
    long start = (long) FILE_HEADER + size;
    long most = 1L << bits;
    long count = colors == 0 || colors > most ? most : colors;
    count = Math.min(count, Math.max(0, pixels - start) / entry);
    in.reading("palette").seek(start);
    byte[] palette = new byte[(int) (3 * count)];
    for (int i = 0; i < palette.length; i += 3) {
      palette[i] = (byte) in.u8();
      palette[i + 1] = (byte) in.u8();
      palette[i + 2] = (byte) in.u8();
      in.skip(entry - 3L);
    }
    return palette;
  }

  /** The masks of blue, green, red and alpha; 0 for what there is none of. */
  int[] masks(Bytes in) throws RejectedException {
    if (compression == RGB) {
      return bits == 16
          ? new int[] {0x1f, 0x3e0, 0x7c00, 0}
          : new int[] {0xff, 0xff00, 0xff0000, 0};
    }
    int[] masks = new int[4];
    in.reading("masks").seek(RED_MASK);
    masks[2] = in.i32();
    masks[1] = in.i32();
    masks[0] = in.i32();
    boolean alpha = size >= LEAST_WITH_ALPHA || compression == ALPHA_BITFIELDS;
    masks[3] = alpha && (size >= LEAST_WITH_ALPHA || size < LEAST_WITH_MASKS) ? in.i32() : 0;
    return masks;
  }
}
