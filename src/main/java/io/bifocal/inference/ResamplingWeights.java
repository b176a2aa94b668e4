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

  private final int[] from;
  private final int[] until;
  private final int[] offsets;
  private final int[] weights;
  private final int overlap;

  private ResamplingWeights(int[] from, int[] until, int[] offsets, int[] weights) {
    this.from = from;
    this.until = until;
    this.offsets = offsets;
    this.weights = weights;
    this.overlap = overlap(from, until);
  }

  static ResamplingWeights of(ResamplingKernel kernel, ScaledSpan span) {
    int count = span.count();
    double scale = (double) span.source() / span.scaled();
    double width = Math.max(1, scale);
    double support = kernel.support() * width;
    int[] from = new int[count];
    int[] until = new int[count];
    int[] offsets = new int[count];
    int total = 0;
    for (int i = 0; i < count; i++) {
      double centre = centre(span, i, scale);
      from[i] = Math.max(0, (int) (centre - support + 0.5));
      until[i] = Math.min(span.source(), (int) (centre + support + 0.5));
      offsets[i] = total - from[i];
      total += until[i] - from[i];
    }
    int[] weights = new int[total];
    for (int i = 0; i < count; i++) {
      double centre = centre(span, i, scale);
      double sum = 0;
      for (int pixel = from[i]; pixel < until[i]; pixel++) {
        sum += weight(kernel, pixel, centre, width);
      }
      for (int pixel = from[i]; pixel < until[i]; pixel++) {
        weights[offsets[i] + pixel] = fixed(weight(kernel, pixel, centre, width) / sum);
      }
    }
    return new ResamplingWeights(from, until, offsets, weights);
  }

  /** Pixels of the scaled side. */
  int count() {
    return from.length;
  }

  /** The first of the pixels that make up the pixel {@code i} of the scaled side. */
  int from(int i) {
    return from[i];
  }

  /** The pixel after the last of them. */
  int until(int i) {
    return until[i];
  }

  /** How much one of them counts, a number with {@link #BITS} bits behind the point. */
  int weight(int i, int pixel) {
    return weights[offsets[i] + pixel];
  }

  /** The first pixel that counts at all. */
  int first() {
    return from[0];
  }

  /** The pixel after the last one that counts. */
  int end() {
    return until[until.length - 1];
  }

  /** How many pixels of the scaled side at most are begun and not yet complete at any pixel. */
  int overlap() {
    return overlap;
  }

  private static double centre(ScaledSpan span, int i, double scale) {
    return (span.start() + i + 0.5) * scale;
  }

  private static double weight(ResamplingKernel kernel, int pixel, double centre, double width) {
    return kernel.weight((pixel - centre + 0.5) * (1 / width));
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
