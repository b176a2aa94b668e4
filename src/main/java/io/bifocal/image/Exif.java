package io.bifocal.image;

import java.nio.ByteOrder;

/**
 * The orientation in an EXIF block (CIPA DC-008, tag 274 of the first IFD). EXIF is written by many
 * and well by few: a block that cannot be read says nothing, and does not cost the picture.
 */
final class Exif {
  private static final int ORIENTATION = 274;
  private static final int SHORT = 3;

  private Exif() {}

  /**
   * Finds the orientation.
   *
   * @param block an EXIF block from its TIFF header on, or from the {@code Exif\0\0} before it
   * @return 1 to 8; 0 where there is none, 1 where it is out of range
   */
  static int orientation(Bytes block) {
    try {
      return find(block.matches(0, "Exif\0\0") ? block.slice(6, block.size()) : block);
    } catch (RejectedException e) {
      return 0;
    }
  }

  private static int find(Bytes in) throws RejectedException {
    if (in.matches(0, "II*\0")) {
      in.order(ByteOrder.LITTLE_ENDIAN);
    } else if (in.matches(0, "MM\0*")) {
      in.order(ByteOrder.BIG_ENDIAN);
    } else {
      return 0;
    }
    in.seek(in.seek(4).u32());
    int entries = in.u16();
    for (int i = 0; i < entries; i++) {
      int tag = in.u16();
      int type = in.u16();
      long count = in.u32();
      if (tag == ORIENTATION) {
        return type == SHORT && count == 1 ? valid(in.u16()) : 1;
      }
      in.skip(4);
    }
    return 0;
  }

  /** The value if it is one of the eight, otherwise 1. */
  static int valid(long value) {
    return value >= 1 && value <= 8 ? (int) value : 1;
  }
}
