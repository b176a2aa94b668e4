package io.bifocal.feature;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A heap copy of 8-bit gray pixels, row by row without gaps, for code that runs over them more than
 * once. A worker keeps one for all its pictures; the array grows with the largest.
 */
final class GrayPlane {
  private byte[] samples = new byte[0];
  private int width;
  private int height;

  /** Copies a CV_8UC1 matrix in place of the last one. */
  void load(Mat gray) {
    width = gray.cols();
    height = gray.rows();
    int pixels = Math.multiplyExact(width, height);
    if (samples.length < pixels) {
      samples = new byte[pixels];
    }
    if (gray.isContinuous()) {
      gray.data().get(samples, 0, pixels);
      return;
    }
    for (int y = 0; y < height; y++) {
      gray.data().position(y * gray.step()).get(samples, y * width, width);
    }
  }

  /**
   * The pixels, at {@code y * width + x}, each from 0 to 255 in its 8 bits; longer than they are.
   */
  byte[] samples() {
    return samples;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
