package io.bifocal.image;

import io.bifocal.conf.DamagedRule;
import java.util.Set;

/**
 * Whether a file is decoded by a process of its own, which may crash or be ended: one that costs
 * far more than its bytes say, or that takes native code off the beaten track. In an ordinary
 * collection there is none.
 */
final class Suspicion {
  // Encoders write up to a dozen; more than a few dozen serve no viewer.
  private static final int MANY_SCANS = 64;
  private static final long MANY_PIXELS = 10_000_000;
  private static final int PIXELS_PER_BYTE = 1000;
  private static final long MUCH_MEMORY = 1L << 30;
  // None, LZW, both numbers of Deflate, PackBits.
  private static final Set<Integer> USUAL_COMPRESSIONS = Set.of(1, 5, 8, 32_946, 32_773);

  private Suspicion() {}

  /** Judges a file by what {@link Probe} said of it, and by its structure. */
  static boolean of(byte[] bytes, Header header, Decoder decoder) {
    long pixels = (long) header.width() * header.height();
    if (pixels > MANY_PIXELS && pixels / PIXELS_PER_BYTE > bytes.length) {
      return true;
    }
    if (DecodeMemory.estimate(header) > MUCH_MEMORY) {
      return true;
    }
    try {
      if (decoder.settings().damaged() == DamagedRule.ACCEPT) {
        Probe.probe(bytes, decoder.limits());
      }
      return switch (header.format()) {
        case JPEG -> hasManyScans(bytes, decoder.limits());
        case TIFF ->
            !USUAL_COMPRESSIONS.contains(TiffStructure.read(new Bytes(bytes)).page().compression());
        default -> false;
      };
    } catch (RejectedException e) {
      return true;
    }
  }

  private static boolean hasManyScans(byte[] bytes, Limits limits) throws RejectedException {
    if (JpegStructure.isOneScan(new Bytes(bytes))) {
      return false;
    }
    JpegStructure structure = new JpegStructure();
    structure.walk(new Bytes(bytes), new Facts(Format.JPEG, limits));
    return structure.scans() > MANY_SCANS;
  }
}
