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
}
