package io.bifocal.preprocess;

import io.bifocal.image.Picture;
import org.bytedeco.opencv.opencv_core.Mat;

/** A worker that makes new pixels of those of a picture, without chance. */
@FunctionalInterface
interface PixelWorker extends Operator.Worker {

  /**
   * Makes the new pixels.
   *
   * @param source CV_8UC1 or CV_8UC3, not to be written to
   * @param result empty
   */
  void change(Mat source, Mat result);

  /** The pixels that are changed. */
  default Mat source(Picture picture) {
    return picture.isGray() ? picture.gray() : picture.bgr();
  }

  @Override
  default Picture apply(Picture picture, long seed) {
    Mat result = new Mat();
    try {
      change(source(picture), result);
      return Picture.of(result);
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  @Override
  default void close() {}
}
