package io.bifocal.preprocess;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gaussian smoothing, cut off at a multiple of its standard deviation, as scikit-image and SciPy
 * have it.
 */
final class GaussianFilter {
  /** Where scikit-image cuts off unless told otherwise. */
  static final double USUAL_CUT = 4;

  private GaussianFilter() {}

  /** Smooths with the outermost pixels repeated. */
  static FloatImage smooth(FloatImage image, double sigma) {
    return smooth(image, sigma, USUAL_CUT, opencv_core.BORDER_REPLICATE);
  }

  /**
   * Smooths.
   *
   * @param cut the kernel reaches as far as {@code cut} standard deviations, rounded
   * @param border how the image goes on beyond its border, as OpenCV numbers it
   */
  static FloatImage smooth(FloatImage image, double sigma, double cut, int border) {
    int radius = (int) (cut * sigma + 0.5);
    if (radius == 0) {
      return image;
    }
    int taps = 2 * radius + 1;
    try (Mat mat = image.toMat();
        Mat smoothed = new Mat();
        Mat kernel = opencv_imgproc.getGaussianKernel(taps, sigma, opencv_core.CV_32F)) {
      opencv_imgproc.sepFilter2D(mat, smoothed, -1, kernel, kernel, null, 0, border);
      return FloatImage.of(smoothed);
    }
  }
}
