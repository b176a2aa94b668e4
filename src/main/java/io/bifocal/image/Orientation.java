package io.bifocal.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns stored pixels upright (CIPA DC-008, tag 274). */
final class Orientation {
  private static final int AROUND_VERTICAL = 1;
  private static final int AROUND_HORIZONTAL = 0;
  private static final int AROUND_BOTH = -1;

  private Orientation() {}

  /** The upright picture: {@code pixels} itself for 1, otherwise a new matrix. */
  static Mat upright(Mat pixels, int orientation) {
    return switch (orientation) {
      case 2 -> flipped(pixels, AROUND_VERTICAL);
      case 3 -> flipped(pixels, AROUND_BOTH);
      case 4 -> flipped(pixels, AROUND_HORIZONTAL);
      case 5 -> transposed(pixels);
      case 6 -> flippedInPlace(transposed(pixels), AROUND_VERTICAL);
      case 7 -> flippedInPlace(transposed(pixels), AROUND_BOTH);
      case 8 -> flippedInPlace(transposed(pixels), AROUND_HORIZONTAL);
      default -> pixels;
    };
  }

  private static Mat flipped(Mat pixels, int code) {
    Mat result = new Mat();
    opencv_core.flip(pixels, result, code);
    return result;
  }

  private static Mat transposed(Mat pixels) {
    Mat result = new Mat();
    opencv_core.transpose(pixels, result);
    return result;
  }

  private static Mat flippedInPlace(Mat pixels, int code) {
    opencv_core.flip(pixels, pixels, code);
    return pixels;
  }
}
