package io.bifocal.image;

/**
 * What a decoder goes through for all scans of a JPEG: every scan visits each block of its
 * components, also where it has nothing to say of them, so that a few bytes can cost seconds.
 */
final class JpegWork {
  // libjpeg's own script visits 14 blocks for every 64 pixels of a colour picture, 24 for CMYK.
  private static final int VISITS_PER_PIXEL = 32;
  private static final int PIXELS_PER_BLOCK = 64;
  // Tables and state are set up anew for each scan, which takes as long as some blocks do.
  private static final int BLOCKS_TO_BEGIN = 64;

  private final long most;
  private int scans;
  private long blocks;

  /** At most what a picture of {@code maxPixels} may need. */
  JpegWork(long maxPixels) {
    most = Math.multiplyExact(VISITS_PER_PIXEL, maxPixels) / PIXELS_PER_BLOCK;
  }

  int scans() {
    return scans;
  }

  /** Adds a scan; fails once all of them are more than any ordinary picture needs. */
  void add(JpegScan scan) throws RejectedException {
    scans++;
    blocks += BLOCKS_TO_BEGIN + scan.blocks();
    // A small limit still leaves room for a small picture in the usual ten scans.
    if (blocks > Math.max(most, 64L * BLOCKS_TO_BEGIN)) {
      throw new RejectedException(
          Reason.TOO_MANY_PIXELS,
          scans
              + " scans visit "
              + PIXELS_PER_BLOCK * blocks
              + " pixels, over "
              + VISITS_PER_PIXEL
              + " times the limit of "
              + most * PIXELS_PER_BLOCK / VISITS_PER_PIXEL);
    }
  }
}
