package io.bifocal.image;

import java.util.Set;

/**
 * One page of a TIFF: what its directory says of the pixels (TIFF 6.0).
 *
 * @param samples channels a pixel, alpha included
 * @param bits a sample
 * @param sampleFormat 1 unsigned, 2 signed, 3 floating point
 * @param extra the meaning of the first extra sample: 1 alpha that colours were multiplied by, 2
 *     alpha that they were not, 0 unspecified, -1 none
 * @param orientationOffset where the orientation's 16-bit number stands in the file, or -1
 */
record TiffPage(
    long width,
    long height,
    int samples,
    int bits,
    int sampleFormat,
    int compression,
    int photometric,
    int extra,
    int orientation,
    int orientationOffset) {

  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int SEPARATED = 5;
  static final int YCBCR = 6;
  static final int UNSIGNED = 1;
  static final int FLOAT = 3;

  private static final Set<Integer> COMPRESSIONS = Set.of(1, 2, 3, 4, 5, 7, 8, 32_773, 32_946);
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int MAKE = 271;
  private static final int ORIENTATION = 274;
  private static final int SUB_DIRECTORIES = 330;
  private static final int DNG_VERSION = 50_706;
  private static final int COLOR_FILTER_ARRAY = 32_803;
  private static final int LINEAR_RAW = 34_892;

  static TiffPage of(TiffDirectory directory) throws RejectedException {
    return new TiffPage(
        directory.value(256, 0),
        directory.value(257, 0),
        (int) directory.value(277, 1),
        (int) directory.value(258, 1),
        (int) directory.value(339, UNSIGNED),
        (int) directory.value(259, 1),
        (int) directory.value(262, -1),
        extra(directory),
        Exif.valid(directory.value(ORIENTATION, 1)),
        directory.offsetOfShort(ORIENTATION));
  }

  /** Four samples of RGB have an extra one, whether it is declared or not. */
  private static int extra(TiffDirectory directory) throws RejectedException {
    boolean undeclared = directory.value(262, -1) == RGB && directory.value(277, 1) == 4;
    return (int) directory.value(338, undeclared ? 0 : -1);
  }

  /** Fails if this is the TIFF of a camera's raw data, whose first page is but a preview. */
  static void requireNotRaw(TiffDirectory directory) throws RejectedException {
    long photometric = directory.value(262, -1);
    boolean preview = (directory.value(NEW_SUBFILE_TYPE, 0) & 1) == 1;
    if (directory.has(DNG_VERSION)
        || photometric == COLOR_FILTER_ARRAY
        || photometric == LINEAR_RAW
        || (preview && directory.has(MAKE) && directory.has(SUB_DIRECTORIES))) {
      throw RejectedException.unsupported("camera raw (a TIFF with sensor data) is not read");
    }
  }

  /** Channels as {@link Header#channels()} counts them. */
  int channels() {
    boolean alpha = extra >= 0;
    return switch (photometric) {
      case WHITE_IS_ZERO, BLACK_IS_ZERO -> alpha ? 2 : 1;
      case SEPARATED -> 4;
      default -> alpha ? 4 : 3;
    };
  }

  /** Bits as {@link Header#depth()} counts them. */
  int depth() {
    return photometric == PALETTE ? 8 : bits;
  }

  /**
   * Fails unless the pixels are of a kind that OpenCV decodes right: it refuses some of the others,
   * and drops or scrambles the rest.
   */
  void requireReadable() throws RejectedException {
    if (!COMPRESSIONS.contains(compression)) {
      throw RejectedException.unsupported("TIFF compression " + compression + " is not read");
    }
    boolean unsigned = sampleFormat == UNSIGNED;
    boolean eight = unsigned && bits == 8;
    boolean deep = unsigned && bits == 16;
    boolean floating = sampleFormat == FLOAT && (bits == 32 || bits == 64);
    boolean bilevel = unsigned && bits == 1;
    boolean known =
        switch (photometric) {
          case WHITE_IS_ZERO -> samples == 1 && (bilevel || eight || deep);
          case BLACK_IS_ZERO -> samples == 1 && (bilevel || eight || deep || floating);
          case RGB -> (samples == 3 || samples == 4) && (eight || deep || (floating && extra < 0));
          case PALETTE -> samples == 1 && unsigned && (bits == 4 || bits == 8);
          case SEPARATED -> samples == 4 && eight;
          case YCBCR -> samples == 3 && eight;
          default -> false;
        };
    if (!known) {
      throw RejectedException.unsupported(
          "TIFF with photometric interpretation "
              + photometric
              + ", "
              + samples
              + " samples of "
              + bits
              + " bits and sample format "
              + sampleFormat
              + " is not read");
    }
  }
}
