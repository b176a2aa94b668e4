package io.bifocal.inference;

/** Which values of a network's picture are black and white; what lies beyond is cut off. */
public enum ImageRange {
  /** 0 to 1. */
  UNIT(255, 0),
  /** -1 to 1. */
  SYMMETRIC(127.5, 127.5),
  /** 0 to 255. */
  BYTE(1, 0);

  private final double factor;
  private final double offset;

  ImageRange(double factor, double offset) {
    this.factor = factor;
    this.offset = offset;
  }

  /**
   * The value as a pixel, rounded.
   *
   * @throws UnusableOutputException if it is not finite
   */
  byte pixel(float value) {
    if (!Float.isFinite(value)) {
      throw new UnusableOutputException("output is not finite");
    }
    return (byte) Math.max(0, Math.min(255, Math.rint(value * factor + offset)));
  }
}
