package io.bifocal.image;

import io.bifocal.conf.Color;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

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

  /**
   * Lays colours and their straight alpha, 8 bits each, on {@code background}; rounds to the
   * nearest.
   */
  static Mat on(Mat pixels, Color background) {
    if (pixels.channels() != 4) {
      return pixels;
    }
    Mat result = new Mat();
    int[] behind = {background.blue(), background.green(), background.red()};
    try (MatVector channels = new MatVector()) {
      opencv_core.split(pixels, channels);
      try (Mat blue = channels.get(0);
          Mat green = channels.get(1);
          Mat red = channels.get(2);
          Mat alpha = channels.get(3)) {
        Mat[] colors = {blue, green, red};
        for (int i = 0; i < colors.length; i++) {
          if (behind[i] == 255) {
            towardsWhite(colors[i], alpha);
          } else {
            towards(behind[i], colors[i], alpha);
          }
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

  /** The colour times alpha and {@code level} times the rest, rounded once. */
  private static void towards(int level, Mat color, Mat alpha) {
    try (Mat rest = new Mat();
        Mat sum = new Mat()) {
      alpha.convertTo(rest, opencv_core.CV_32F, -level / 255.0, level);
      opencv_core.multiply(color, alpha, sum, 1 / 255.0, opencv_core.CV_32F);
      opencv_core.add(sum, rest, sum);
      sum.convertTo(color, opencv_core.CV_8U);
    }
  }

  /** A colour in OpenCV's order. */
  static Scalar scalar(Color color) {
    return new Scalar(color.blue(), color.green(), color.red(), 0);
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
