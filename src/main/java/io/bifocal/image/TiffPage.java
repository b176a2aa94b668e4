package io.bifocal.image;

import java.util.Map;
import java.util.Set;

/**
 * One page of a TIFF: what its directory says of the pixels (TIFF 6.0).
 *
 * @param samples channels a pixel, alpha included
 * @param bits a sample
 * @param sampleFormat 1 unsigned, 2 signed, 3 floating point
 * @param extra the meaning of the first extra sample: 1 alpha that colours were multiplied by, 2
 *     alpha that they were not, 0 unspecified, 3 not declared, -1 none
 * @param planar 1 if the samples of a pixel stand together, 2 if each channel stands alone
 * @param fillOrder 1 if the first pixel of a byte is its highest bit, 2 if its lowest
 * @param tiled whether it is cut into tiles, not strips
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
    int planar,
    int fillOrder,
    boolean tiled,
    int orientation,
    int orientationOffset) {

  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int SEPARATED = 5;
  static final int YCBCR = 6;
  static final int CIE_LAB = 8;
  static final int ICC_LAB = 9;
  static final int UNSIGNED = 1;
  static final int SIGNED = 2;
  static final int FLOAT = 3;
  static final int UNDECLARED = 3;
  static final int OLD_JPEG = 6;
  static final int JPEG = 7;

  private static final Set<Integer> COMPRESSIONS =
      Set.of(1, 2, 3, 4, 5, OLD_JPEG, JPEG, 8, 32_773, 32_946);
  private static final Map<Integer, String> COMPRESSION_NAMES =
      Map.of(
          34_661, "JBIG",
          34_676, "SGI LogLuv",
          34_712, "JPEG 2000",
          34_887, "LERC",
          34_925, "LZMA",
          50_000, "Zstandard",
          50_001, "WebP",
          50_002, "JPEG XL");
  private static final Set<Integer> DEEP_COLORS = Set.of(8, 10, 12, 14, 16, 32);
  private static final int MOST_SAMPLES = 16;
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
        (int) directory.value(284, 1),
        (int) directory.value(266, 1),
        directory.has(324),
        Exif.valid(directory.value(ORIENTATION, 1)),
        directory.offsetOfShort(ORIENTATION));
  }

  /** A fourth sample of RGB that is not declared is taken for alpha, as other decoders do. */
  private static int extra(TiffDirectory directory) throws RejectedException {
    boolean undeclared = directory.value(262, -1) == RGB && directory.value(277, 1) == 4;
    return (int) directory.value(338, undeclared ? UNDECLARED : -1);
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

  /** Channels that are not extra ones. */
  int colors() {
    return switch (photometric) {
      case WHITE_IS_ZERO, BLACK_IS_ZERO, PALETTE -> 1;
      case SEPARATED -> 4;
      default -> 3;
    };
  }

  /** Fails unless the pixels are of a kind that one of the decoders reads right. */
  void requireReadable() throws RejectedException {
    if (!COMPRESSIONS.contains(compression)) {
      throw RejectedException.unsupported(
          "TIFF compression "
              + COMPRESSION_NAMES.getOrDefault(compression, String.valueOf(compression))
              + " is not read");
    }
    if (!isReadByOpenCv() && !isReadAsRaster()) {
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

  /** Whether OpenCV decodes it right: it refuses some of the others, and scrambles the rest. */
  boolean isReadByOpenCv() {
    if (compression == OLD_JPEG || extra == UNDECLARED || (tiled && compression == 1)) {
      return false;
    }
    boolean unsigned = sampleFormat == UNSIGNED;
    boolean eight = unsigned && bits == 8;
    boolean deep = unsigned && bits == 16 && planar == 1;
    boolean floating = sampleFormat == FLOAT && (bits == 32 || bits == 64);
    boolean bilevel = unsigned && bits == 1;
    return switch (photometric) {
      case WHITE_IS_ZERO -> samples == 1 && (bilevel || eight || deep);
      case BLACK_IS_ZERO -> samples == 1 && (bilevel || eight || deep || floating);
      case RGB -> (samples == 3 || samples == 4) && (eight || deep || (floating && extra < 0));
      case PALETTE -> samples == 1 && unsigned && (bits == 4 || bits == 8);
      case SEPARATED -> samples == 4 && eight && compression != JPEG;
      case YCBCR -> samples == 3 && eight;
      default -> false;
    };
  }

  private boolean isReadAsRaster() {
    boolean integer = (sampleFormat == UNSIGNED || sampleFormat == SIGNED) && bits >= 1;
    boolean floating = sampleFormat == FLOAT && (bits == 16 || bits == 32 || bits == 64);
    boolean eightOrSixteen = sampleFormat == UNSIGNED && (bits == 8 || bits == 16);
    boolean enough = samples >= colors() && samples <= MOST_SAMPLES;
    return enough
        && switch (photometric) {
          case WHITE_IS_ZERO, BLACK_IS_ZERO -> (integer && bits <= 32) || floating;
          // The reader mixes up the channels of fewer bits.
          case RGB -> (integer && DEEP_COLORS.contains(bits)) || floating;
          case PALETTE -> sampleFormat == UNSIGNED && bits <= 16;
          case SEPARATED -> eightOrSixteen;
          case CIE_LAB, ICC_LAB -> eightOrSixteen || (sampleFormat == SIGNED && bits == 8);
          case YCBCR -> bits == 8 && samples == 3;
          default -> false;
        };
  }
}
