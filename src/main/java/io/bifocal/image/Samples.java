package io.bifocal.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * Brings samples of any kind to 8 bits and one or three channels. Every function returns its
 * argument where nothing is to be done, otherwise a new matrix.
 */
final class Samples {
  /** A step on the way from stored samples to a picture. */
  @FunctionalInterface
  interface Step {
    Mat apply(Mat pixels) throws RejectedException;
  }

  private Samples() {}

  /** Takes {@code pixels} through a step, and closes them unless the step returned them. */
  static Mat replace(Mat pixels, Step step) throws RejectedException {
    Mat result = null;
    try {
      result = step.apply(pixels);
      return result;
    } finally {
      if (!pixels.equals(result)) {
        pixels.close();
      }
    }
  }

  /**
   * 16 bits are divided by 257 and rounded; floating point is cut to 0..1 and scaled to 0..255,
   * what is not a number becomes 0.
   *
   * @throws RejectedException UNSUPPORTED for signed and 32-bit integers
   */
  static Mat eightBit(Mat pixels) throws RejectedException {
    return switch (pixels.depth()) {
      case opencv_core.CV_8U -> pixels;
      case opencv_core.CV_16U -> scaled(pixels, 1 / 257.0);
      case opencv_core.CV_32F, opencv_core.CV_64F -> scaled(pixels, 255);
      default ->
          throw RejectedException.unsupported(
              "samples of OpenCV type " + pixels.depth() + " are not read");
    };
  }

  /** Lays colours and their straight alpha, 8 bits each, on white; rounds to the nearest. */
  static Mat onWhite(Mat pixels) {
    if (pixels.channels() != 4) {
      return pixels;
    }
    Mat result = new Mat();
    try (MatVector channels = new MatVector()) {
      opencv_core.split(pixels, channels);
      try (Mat blue = channels.get(0);
          Mat green = channels.get(1);
          Mat red = channels.get(2);
          Mat alpha = channels.get(3)) {
        for (Mat color : new Mat[] {blue, green, red}) {
          towardsWhite(color, alpha);
        }
        channels.resize(3);
        opencv_core.merge(channels, result);
      }
    }
    return result;
  }

  /** White minus what the colour lacks of it, times alpha. */
  private static void towardsWhite(Mat color, Mat alpha) {
    opencv_core.bitwise_not(color, color);
    opencv_core.multiply(color, alpha, color, 1 / 255.0, -1);
    opencv_core.bitwise_not(color, color);
  }

  /** The first channel of a picture whose three are the same. */
  static Mat firstChannel(Mat pixels) {
    if (pixels.channels() == 1) {
      return pixels;
    }
    Mat result = new Mat();
    opencv_core.extractChannel(pixels, result, 0);
    return result;
  }

  private static Mat scaled(Mat pixels, double scale) {
    Mat result = new Mat();
    pixels.convertTo(result, opencv_core.CV_8U, scale, 0);
    return result;
  }
}
