package io.bifocal.image;

import java.util.zip.CRC32;

/**
 * PNG (ISO/IEC 15948): chunks with their checksums from IHDR to IEND, and the deflated rows in
 * IDAT. Of an animation (APNG) the frames are counted and the default image is what is read. Not
 * thread-safe: one instance reads one file.
 */
final class PngStructure implements Structure {
  private static final int SIGNATURE = 8;
  private static final int PALETTE = 3;

  private int colorType;
  private boolean paletteSeen;
  private Inflated rows;

  @Override
  public void walk(Bytes in, Facts facts) throws RejectedException {
    in.seek(SIGNATURE);
    try {
      header(in, facts);
      String last = "IHDR";
      while (!last.equals("IEND")) {
        last = chunk(in, facts, last);
      }
      rows.requireComplete(in.position());
    } finally {
      if (rows != null) {
        rows.close();
      }
    }
  }

  /** Bytes of filtered rows that a file with a valid IHDR must have. */
  static long rowBytes(Bytes in) throws RejectedException {
    PngStructure png = new PngStructure();
    try {
      png.header(in.seek(SIGNATURE), new Facts(Format.PNG, new Limits(Long.MAX_VALUE, 1, 1)));
      return png.rows.expected();
    } finally {
      if (png.rows != null) {
        png.rows.close();
      }
    }
  }

  private void header(Bytes in, Facts facts) throws RejectedException {
    if (in.reading("IHDR").has(8) && in.matches(SIGNATURE + 4, "CgBI")) {
      throw RejectedException.unsupported("Apple's own PNG for iOS (CgBI) is not read");
    }
    in.require(25);
    if (in.u32() != 13 || !in.tag().equals("IHDR")) {
      throw RejectedException.corrupt("the first chunk is not an IHDR of 13 bytes");
    }
    long width = in.u32();
    long height = in.u32();
    int depth = in.u8();
    colorType = in.u8();
    int channels =
        switch (colorType) {
          case 0 -> 1;
          case 2, PALETTE -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> throw RejectedException.corrupt("colour type " + colorType);
        };
    boolean known =
        switch (depth) {
          case 1, 2, 4 -> colorType == 0 || colorType == PALETTE;
          case 8 -> true;
          case 16 -> colorType != PALETTE;
          default -> false;
        };
    if (!known || in.u8() != 0 || in.u8() != 0) {
      throw RejectedException.corrupt(
          "colour type "
              + colorType
              + " with depth "
              + depth
              + " or unknown compression or filter");
    }
    int interlace = in.u8();
    if (interlace > 1) {
      throw RejectedException.corrupt("interlace method " + interlace);
    }
    if (crc(in, SIGNATURE + 4, 17) != in.u32()) {
      throw RejectedException.corrupt("the checksum of IHDR does not match");
    }
    facts.size(width, height, channels, colorType == PALETTE ? 8 : depth);
    int samples = colorType == PALETTE ? 1 : channels;
    rows = new Inflated(PngRows.bytes(width, height, samples * depth, interlace), "IDAT");
  }

  /** Reads one chunk and returns its name. */
  private String chunk(Bytes in, Facts facts, String before) throws RejectedException {
    int start = in.position();
    long length = in.reading("chunks, which lack IEND").u32();
    String name = in.tag();
    int data = in.position();
    if (length > Integer.MAX_VALUE || !isName(name)) {
      throw RejectedException.corrupt("no chunk at byte " + start);
    }
    in.reading(name).skip(length);
    boolean intact = crc(in, data - 4, (int) length + 4) == in.u32();
    boolean critical = Character.isUpperCase(name.charAt(0));
    if (!intact && (critical || name.equals("tRNS"))) {
      throw RejectedException.corrupt(
          "the checksum of " + name + " at byte " + start + " is wrong");
    }
    switch (name) {
      case "IHDR" -> throw RejectedException.corrupt("a second IHDR at byte " + start);
      case "PLTE" -> palette((int) length, start);
      case "IDAT" -> {
        if (colorType == PALETTE && !paletteSeen) {
          throw RejectedException.corrupt("picture data at byte " + start + " before its palette");
        }
        if (rows.isStarted() && !before.equals("IDAT")) {
          throw RejectedException.corrupt("IDAT at byte " + start + " apart from the others");
        }
        rows.feed(in.view(data, (int) length), data);
      }
      case "IEND" -> {}
      case "tRNS" -> transparent(facts);
      case "eXIf" -> {
        if (intact) {
          facts.orientation(Exif.orientation(in.slice(data, length)));
        }
      }
      case "iTXt", "tEXt", "zTXt" -> {
        if (intact) {
          PngText.note(name, in.slice(data, length), facts);
        }
      }
      case "acTL" -> {
        if (intact && length == 8) {
          frames(in.slice(data, length), facts);
        }
      }
      default -> {
        if (critical) {
          throw RejectedException.corrupt("unknown critical chunk " + name + " at byte " + start);
        }
      }
    }
    return name;
  }

  private void palette(int length, int start) throws RejectedException {
    if (length == 0 || length % 3 != 0 || length > 768) {
      throw RejectedException.corrupt("a palette of " + length + " bytes at byte " + start);
    }
    paletteSeen = true;
  }

  private void transparent(Facts facts) {
    if (!rows.isStarted() && colorType <= PALETTE) {
      facts.channels(colorType == 0 ? 2 : 4);
    }
  }

  private static void frames(Bytes control, Facts facts) throws RejectedException {
    facts.frames((int) Math.max(1, Math.min(Integer.MAX_VALUE, control.u32())));
  }

  private static boolean isName(String name) {
    return name.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }

  private static long crc(Bytes in, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(in.view(offset, length));
    return crc.getValue();
  }
}
