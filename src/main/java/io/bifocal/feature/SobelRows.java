package io.bifocal.feature;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Derivatives of gray values by Sobel's filters of 3 by 3, row by row from the top, as whole
 * numbers from -1,020 to 1,020. Beyond its border the picture goes on as reflected, without the
 * border pixel twice (OpenCV's BORDER_REFLECT_101).
 */
final class SobelRows {
  private final GrayPlane plane = new GrayPlane();
  private int[] smooth = new int[0];
  private int[] difference = new int[0];
  private int[] dx = new int[0];
  private int[] dy = new int[0];

  /** Takes a CV_8UC1 matrix in place of the last one. */
  void load(Mat gray) {
    plane.load(gray);
    if (dx.length < plane.width()) {
      dx = new int[plane.width()];
      dy = new int[plane.width()];
      smooth = new int[plane.width() + 2];
      difference = new int[plane.width() + 2];
    }
  }

  /** Computes one row. */
  void compute(int y) {
    byte[] samples = plane.samples();
    int width = plane.width();
    int above = mirrored(y - 1, plane.height()) * width;
    int here = y * width;
    int below = mirrored(y + 1, plane.height()) * width;
    for (int x = 0; x < width; x++) {
      int a = samples[above + x] & 0xFF;
      int b = samples[below + x] & 0xFF;
      smooth[x + 1] = a + 2 * (samples[here + x] & 0xFF) + b;
      difference[x + 1] = b - a;
    }
    extend(smooth, width);
    extend(difference, width);
    for (int x = 0; x < width; x++) {
      dx[x] = smooth[x + 2] - smooth[x];
      dy[x] = difference[x] + 2 * difference[x + 1] + difference[x + 2];
    }
  }

  /** Along the row, of the row that was computed last; longer than the row is. */
  int[] dx() {
    return dx;
  }

  /** Down the column, which is where y points. */
  int[] dy() {
    return dy;
  }

  int width() {
    return plane.width();
  }

  int height() {
    return plane.height();
  }

  private static void extend(int[] row, int width) {
    row[0] = row[width > 1 ? 2 : 1];
    row[width + 1] = row[width > 1 ? width - 1 : 1];
  }

  private static int mirrored(int y, int height) {
    if (height == 1) {
      return 0;
    }
    return y < 0 ? 1 : y >= height ? height - 2 : y;
  }
}
