package io.bifocal.inference;

/**
 * Which pixels of a side make up each pixel of the scaled side, and how much each counts, in fixed
 * point.
 *
 * <p>The kernel is as wide as a pixel of the coarser picture, its weights are brought to a sum of 1
 * and then rounded to 22 bits behind the point: arithmetic that Pillow's {@code Image.resize} has
 * fixed and that its pixels depend on.
 */
final class ResamplingWeights {
  /** Bits behind the point: the sum of a byte's products still fits an int. */
  static final int BITS = 22;

  private final int taps;
  private final int[] from;
  private final int[] until;
  private final int[] weights;
  private final int overlap;

  private ResamplingWeights(int taps, int[] from, int[] until, int[] weights) {
    this.taps = taps;
    this.from = from;
    this.until = until;
    this.weights = weights;
    this.overlap = overlap(from, until);
  }

  static ResamplingWeights of(ResamplingKernel kernel, ScaledSpan span) {
    double scale = (double) span.source() / span.scaled();
    double width = Math.max(1, scale);
    double support = kernel.support() * width;
    int[] from = new int[span.count()];
    int[] until = new int[span.count()];
    int most = 0;
    for (int i = 0; i < span.count(); i++) {
      double centre = (span.start() + i + 0.5) * scale;
      from[i] = Math.max(0, (int) (centre - support + 0.5));
      until[i] = Math.min(span.source(), (int) (centre + support + 0.5));
      most = Math.max(most, until[i] - from[i]);
    }
    // An even number, for loops that take two at once.
    int taps = most + (most & 1);
    int[] weights = new int[span.count() * taps];
    double[] exact = new double[most];
    for (int i = 0; i < span.count(); i++) {
      double centre = (span.start() + i + 0.5) * scale;
      int length = until[i] - from[i];
      double sum = 0;
      for (int tap = 0; tap < length; tap++) {
        exact[tap] = kernel.weight((from[i] + tap - centre + 0.5) * (1 / width));
        sum += exact[tap];
      }
      for (int tap = 0; tap < length; tap++) {
        weights[i * taps + tap] = fixed(exact[tap] / sum);
      }
    }
    return new ResamplingWeights(taps, from, until, weights);
  }

  /** Pixels of the scaled side. */
  int count() {
    return from.length;
  }

  /** Entries of {@link #weights()} for each pixel, an even number; the last ones may be 0. */
  int taps() {
    return taps;
  }

  /** For each pixel of the scaled side, {@link #taps()} weights; not to be changed. */
  int[] weights() {
    return weights;
  }

  /** For each pixel of the scaled side, the first of those it is made of; not to be changed. */
  int[] from() {
    return from;
  }

  /** The pixel after the last of those that the pixel {@code i} of the scaled side is made of. */
  int until(int i) {
    return until[i];
  }

  /** The first pixel that counts. */
  int first() {
    return from[0];
  }

  /** The pixel after the last one that counts. */
  int end() {
    return until[until.length - 1];
  }

  /** The most pixels of the scaled side that lie, in their order, between two that share one. */
  int overlap() {
    return overlap;
  }

  private static int fixed(double weight) {
    double scaled = weight * (1 << BITS);
    return (int) (weight < 0 ? scaled - 0.5 : scaled + 0.5);
  }

  private static int overlap(int[] from, int[] until) {
    int most = 0;
    int done = 0;
    for (int i = 0; i < from.length; i++) {
      while (until[done] <= from[i]) {
        done++;
      }
      most = Math.max(most, i + 1 - done);
    }
    return most;
  }
}
