package io.bifocal.inference;

/** How much a pixel counts at a distance from where a scaled picture is sampled. */
enum ResamplingKernel {
  /** A triangle. */
  BILINEAR(1) {
    @Override
    double weight(double distance) {
      return Math.max(0, 1 - Math.abs(distance));
    }
  },
  /**
   * The cubic convolution kernel with the parameter -0.5, which reproduces parabolas (Keys, Cubic
   * convolution interpolation for digital image processing, IEEE Transactions on Acoustics, Speech,
   * and Signal Processing 29, 1981, doi:10.1109/TASSP.1981.1163711). OpenCV's has -0.75.
   */
  BICUBIC(2) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return (1.5 * x - 2.5) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
    }
  };

  private final int support;

  ResamplingKernel(int support) {
    this.support = support;
  }

  /** Up to which distance, in pixels of the coarser picture, the weight is not 0. */
  int support() {
    return support;
  }

  /** The weight at a distance in pixels of the coarser picture. */
  abstract double weight(double distance);
}
