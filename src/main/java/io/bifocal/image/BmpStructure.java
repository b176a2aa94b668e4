package io.bifocal.image;

import java.nio.ByteOrder;
import java.util.Set;

/** Windows and OS/2 bitmaps: two headers, a palette, and as many rows as they promise. */
final class BmpStructure implements Structure {
  /** The sizes of the second header, which tell its version: OS/2 1 and 2, Windows 3 to 5. */
  static final Set<Integer> HEADER_SIZES = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;
  private static final int RGB = 0;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BITFIELDS = 3;
  private static final int ALPHA_BITFIELDS = 6;

  @Override
  public void walk(Bytes in, Facts facts) throws RejectedException {
    in.order(ByteOrder.LITTLE_ENDIAN).seek(10);
    long pixels = in.u32();
    int size = (int) in.u32();
    in.require(size - 4L);
    boolean core = size == CORE;
    long width = core ? in.u16() : in.i32();
    long height = Math.abs(core ? in.u16() : (long) in.i32());
    in.skip(2);
    int bits = in.u16();
    long compression = size > 16 ? in.u32() : RGB;
    requireReadable(bits, compression);
    int channels = 3;
    if (bits <= 8) {
      channels = paletteIsGray(in, size, bits, core, pixels) ? 1 : 3;
    } else if (bits == 32 && compression != RGB && alphaMask(in, size, compression) != 0) {
      channels = 4;
    }
    facts.size(width, height, channels, 8);
    in.reading("pixels").seek(pixels);
    if (compression == RLE8 || compression == RLE4) {
      runs(in, compression == RLE4);
    } else {
      in.require((width * bits + 31) / 32 * 4 * height);
    }
  }

  private static void requireReadable(int bits, long compression) throws RejectedException {
    boolean known =
        (compression == RGB && Set.of(1, 4, 8, 24, 32).contains(bits))
            || (compression == RLE8 && bits == 8)
            || (compression == RLE4 && bits == 4)
            || (compression == BITFIELDS && bits == 32)
            || (compression == ALPHA_BITFIELDS && bits == 32);
    if (!known) {
      throw RejectedException.unsupported(
          "BMP with " + bits + " bits a pixel and compression " + compression + " is not read");
    }
  }

  private static boolean paletteIsGray(Bytes in, int size, int bits, boolean core, long pixels)
      throws RejectedException {
    long colors = 0;
    if (size >= 40) {
      colors = in.seek(FILE_HEADER + 32L).u32();
    }
    int entry = core ? 3 : 4;
    long most = 1L << bits;
    colors = colors == 0 || colors > most ? most : colors;
    colors = Math.min(colors, Math.max(0, pixels - FILE_HEADER - size) / entry);
    in.reading("palette").seek((long) FILE_HEADER + size);
    boolean gray = true;
    for (long i = 0; i < colors; i++) {
      int blue = in.u8();
      int green = in.u8();
      int red = in.u8();
      in.skip(entry - 3L);
      gray &= blue == green && green == red;
    }
    return gray;
  }

  /** Masks follow a header of 40 bytes, and are part of the longer ones. */
  private static long alphaMask(Bytes in, int size, long compression) throws RejectedException {
    boolean present = size >= 56 || (size == 40 && compression == ALPHA_BITFIELDS);
    return present ? in.seek(FILE_HEADER + 52L).u32() : 0;
  }

  /** Runs and literal stretches up to the mark that ends the bitmap. */
  private static void runs(Bytes in, boolean nibbles) throws RejectedException {
    int value = 0;
    for (int count = -1; count != 0 || value != 1; ) {
      count = in.u8();
      value = in.u8();
      if (count == 0 && value == 2) {
        in.skip(2);
      } else if (count == 0 && value > 2) {
        int bytes = nibbles ? (value + 1) / 2 : value;
        in.skip(bytes + (bytes & 1));
      }
    }
  }
}
