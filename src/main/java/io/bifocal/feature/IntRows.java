package io.bifocal.feature;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The rows of a CV_8UC1 matrix as integers, one by one, for loops that the compiler turns into
 * vector instructions, which it does not do for bytes without a sign. A worker keeps one for all
 * its pictures.
 */
final class IntRows {
  private final GrayPlane plane = new GrayPlane();

  /** Copies {@code gray} in place of the last one. */
  void load(Mat gray) {
    plane.load(gray);
  }

  /** Row {@code y} to the beginning of {@code row}. */
  void read(int y, int[] row) {
    byte[] samples = plane.samples();
    int width = plane.width();
    int from = y * width;
    for (int x = 0; x < width; x++) {
      row[x] = samples[from + x] & 0xFF;
    }
  }

  int width() {
    return plane.width();
  }

  int height() {
    return plane.height();
  }
}
