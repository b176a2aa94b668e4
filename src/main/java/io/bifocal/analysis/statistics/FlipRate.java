package io.bifocal.analysis.statistics;

/**
 * How often a change that nobody sees changes the prediction, right or wrong.
 *
 * <p>After D. Hendrycks, T. Dietterich: Benchmarking neural network robustness to common
 * corruptions and perturbations. ICLR 2019, arXiv 1903.12261, section 4.2; here each changed image
 * is compared with the unchanged one, not with its neighbour in a sequence.
 *
 * @param flips images that are predicted otherwise
 * @param images all of them
 */
public record FlipRate(long flips, long images) {
  /**
   * Counts.
   *
   * @param unchanged the predicted class of each unchanged image
   * @param changed that of the changed image, in the same order
   * @throws IllegalArgumentException if the numbers differ
   */
  public static FlipRate of(int[] unchanged, int[] changed) {
    if (unchanged.length != changed.length) {
      throw new IllegalArgumentException(unchanged.length + " images and " + changed.length);
    }
    long flips = 0;
    for (int i = 0; i < changed.length; i++) {
      flips += changed[i] == unchanged[i] ? 0 : 1;
    }
    return new FlipRate(flips, changed.length);
  }

  /** That of the images of both. */
  public FlipRate plus(FlipRate other) {
    return new FlipRate(flips + other.flips, images + other.images);
  }

  /** The share that flips, with Wilson's interval of 95 %; NaN without images. */
  public Estimate share() {
    return BinomialInterval.wilson(flips, images);
  }
}
