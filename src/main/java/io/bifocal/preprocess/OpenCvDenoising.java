package io.bifocal.preprocess;

import io.bifocal.image.Picture;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;

/** The methods of {@link Denoise} that OpenCV has. */
final class OpenCvDenoising implements Operator.Worker {
  private static final int TEMPLATE = 7;
  private static final int SEARCH = 21;
  private static final double SIGMA_SPACE = 3;

  /** From CV_8UC1 or CV_8UC3 to the same. */
  private interface Filter {
    void apply(Mat from, Mat to);
  }

  private final Filter filter;

  private OpenCvDenoising(Filter filter) {
    this.filter = filter;
  }

  static Operator.Worker nonLocalMeans(double decay) {
    return new OpenCvDenoising(
        (from, to) -> opencv_photo.fastNlMeansDenoising(from, to, (float) decay, TEMPLATE, SEARCH));
  }

  static Operator.Worker bilateral(double sigma) {
    return new OpenCvDenoising(
        (from, to) -> opencv_imgproc.bilateralFilter(from, to, 0, sigma, SIGMA_SPACE));
  }

  @Override
  public Picture apply(Picture picture, long seed) {
    Mat result = new Mat();
    filter.apply(picture.isGray() ? picture.gray() : picture.bgr(), result);
    return Picture.of(result);
  }

  @Override
  public void close() {}
}
