package io.bifocal.feature;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The rows of a CV_8UC1 matrix as integers, with one more pixel on each side and one more row above
 * and below: the neighbour's neighbour, as OpenCV's BORDER_REFLECT_101 has it. Valid as long as the
 * matrix is; a worker keeps one for all its pictures.
 */
final class PaddedRows {
  private PixelRows rows;
  private byte[] bytes = new byte[0];
  private int width;
  private int height;

  /** Reads from {@code gray} from now on. */
  void load(Mat gray) {
    rows = new PixelRows(gray);
    width = gray.cols();
    height = gray.rows();
    if (bytes.length < width) {
      bytes = new byte[width];
    }
  }

  /**
   * Row {@code y}, -1 to height, into {@code row}: the pixel in column x at x + 1, and the padding
   * at 0 and at width + 1.
   */
  void read(int y, int[] row) {
    rows.read(reflected(y, height), bytes);
    for (int x = 0; x < width; x++) {
      row[x + 1] = bytes[x] & 0xFF;
    }
    row[0] = row[1 + reflected(-1, width)];
    row[width + 1] = row[1 + reflected(width, width)];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  private static int reflected(int at, int length) {
    if (length == 1) {
      return 0;
    }
    if (at < 0) {
      return -at;
    }
    return at < length ? at : 2 * length - 2 - at;
  }
}
