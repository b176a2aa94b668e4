package io.bifocal.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes progressive JPEGs, gray and empty, with as many scans as one likes. */
final class ScanBomb {
  private static final int EMPTY_BLOCKS = 32_767;

  private ScanBomb() {}

  /** A whole and valid file whose scans after the first refine coefficients that are all zero. */
  static byte[] of(int width, int height, int scans) {
    int blocks = ((width + 7) / 8) * ((height + 7) / 8);
    byte[] quantities = new byte[65];
    Arrays.fill(quantities, 1, 65, (byte) 1);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(Data.bytes(0xff, 0xd8));
    file.writeBytes(JpegFile.segment(0xdb, quantities));
    file.writeBytes(
        JpegFile.segment(
            0xc2, Data.bytes(8, height >> 8, height, width >> 8, width, 1, 1, 0x11, 0)));
    file.writeBytes(table(0x00, 0x00));
    file.writeBytes(table(0x10, 0xe0));
    file.writeBytes(JpegFile.segment(0xda, Data.bytes(1, 1, 0, 0, 0, 0)));
    file.writeBytes(new byte[(blocks + 7) / 8]);
    byte[] refinement = refinement(blocks);
    for (int i = 1; i < scans; i++) {
      file.writeBytes(refinement);
    }
    file.writeBytes(Data.bytes(0xff, 0xd9));
    return file.toByteArray();
  }

  /** A Huffman table of one code, 0. */
  private static byte[] table(int place, int symbol) {
    byte[] table = new byte[18];
    table[0] = (byte) place;
    table[1] = 1;
    table[17] = (byte) symbol;
    return JpegFile.segment(0xc4, table);
  }

  /** Runs of empty blocks: the code of 14 more bits, and 14 bits that say how many. */
  private static byte[] refinement(int blocks) {
    StringBuilder bits = new StringBuilder();
    for (int left = blocks; left > 0; left -= EMPTY_BLOCKS) {
      int extra = Math.min(left, EMPTY_BLOCKS) - (1 << 14);
      bits.append('0').append(extra < 0 ? "0".repeat(14) : binary(extra));
    }
    while (bits.length() % 8 != 0) {
      bits.append('1');
    }
    ByteArrayOutputStream scan = new ByteArrayOutputStream();
    scan.writeBytes(JpegFile.segment(0xda, Data.bytes(1, 1, 0, 1, 63, 0x10)));
    for (int i = 0; i < bits.length(); i += 8) {
      int value = Integer.parseInt(bits.substring(i, i + 8), 2);
      scan.writeBytes(value == 0xff ? Data.bytes(0xff, 0) : Data.bytes(value));
    }
    return scan.toByteArray();
  }

  private static String binary(int value) {
    return Integer.toBinaryString(1 << 14 | value).substring(1);
  }
}
