package io.bifocal.image;

import java.util.Set;

/** Windows and OS/2 bitmaps: two headers, a palette, and as many rows as they promise. */
final class BmpStructure implements Structure {
  /** The sizes of the second header, which tell its version: OS/2 1 and 2, Windows 3 to 5. */
  static final Set<Integer> HEADER_SIZES = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

  @Override
  public void walk(Bytes in, Facts facts) throws RejectedException {
    BmpHeader header = BmpHeader.read(in);
    int channels = 3;
    if (header.hasPalette()) {
      channels = isGray(header.palette(in)) ? 1 : 3;
    } else if (header.masks(in)[3] != 0) {
      channels = 4;
    }
    facts.size(header.width(), header.height(), channels, 8);
    in.reading("pixels").seek(header.pixels());
    if (header.isRuns()) {
      BmpRuns.read(in, header);
    } else {
      in.require(header.rowBytes() * header.height());
    }
  }

  private static boolean isGray(byte[] palette) {
    for (int i = 0; i < palette.length; i += 3) {
      if (palette[i] != palette[i + 1] || palette[i] != palette[i + 2]) {
        return false;
      }
    }
    return true;
  }
}
