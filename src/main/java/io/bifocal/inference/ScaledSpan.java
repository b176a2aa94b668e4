package io.bifocal.inference;

/**
 * A stretch of one side of a scaled picture.
 *
 * @param source length of the whole side before scaling
 * @param scaled length of the whole side after it
 * @param start first pixel of the stretch in the scaled side, from 0
 * @param count pixels of the stretch
 */
record ScaledSpan(int source, long scaled, long start, int count) {

  /** The whole of a side. */
  static ScaledSpan whole(int source, int scaled) {
    return new ScaledSpan(source, scaled, 0, scaled);
  }

  /**
   * What a crop leaves of a side.
   *
   * @param before share of the pixels left out that come before it: half of them, an odd one to
   *     even, is what torchvision's CenterCrop does
   */
  static ScaledSpan cut(int source, long scaled, int count, double before) {
    return new ScaledSpan(source, scaled, start(scaled, count, before), count);
  }

  /** Where a part of {@code whole} begins. */
  static long start(long whole, int part, double before) {
    return (long) Math.rint((whole - part) * before);
  }

  /** Pixels of the scaled side for each before. */
  double factor() {
    return (double) scaled / source;
  }
}
