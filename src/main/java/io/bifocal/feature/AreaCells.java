package io.bifocal.feature;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Sums of a gray picture over a grid of equal cells that need not be whole pixels, without
 * rounding.
 *
 * <p>In units of which {@code columns} make a pixel, a picture of {@code width} pixels has cells of
 * {@code width} units; so every pixel's part in a cell is a whole number. All cells have the same
 * weight, width by height units.
 */
final class AreaCells {
  private final int columns;
  private final int rows;
  private final long[] sums;
  private final long[] rowSums;
  private byte[] pixels = new byte[0];

  AreaCells(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    sums = new long[columns * rows];
    rowSums = new long[columns];
  }

  /**
   * The sums of a CV_8UC1 matrix, at {@code y * columns + x}: the mean of each cell times the
   * number of pixels of the picture. The array is used again for the next picture.
   */
  long[] sums(Mat gray) {
    int width = gray.cols();
    int height = gray.rows();
    if (pixels.length < width) {
      pixels = new byte[width];
    }
    Arrays.fill(sums, 0);
    PixelRows source = new PixelRows(gray);
    for (int y = 0; y < height; y++) {
      source.read(y, pixels);
      sumRow(width);
      long top = (long) y * rows;
      long bottom = top + rows;
      for (int row = (int) (top / height); (long) row * height < bottom; row++) {
        long overlap = Math.min(bottom, (row + 1L) * height) - Math.max(top, (long) row * height);
        for (int column = 0; column < columns; column++) {
          sums[row * columns + column] += overlap * rowSums[column];
        }
      }
    }
    return sums;
  }

  private void sumRow(int width) {
    for (int column = 0; column < columns; column++) {
      long left = (long) column * width;
      long right = left + width;
      int first = (int) (left / columns);
      int last = (int) ((right - 1) / columns);
      if (first == last) {
        rowSums[column] = (long) width * (pixels[first] & 0xFF);
        continue;
      }
      long sum = ((first + 1L) * columns - left) * (pixels[first] & 0xFF);
      sum += (right - (long) last * columns) * (pixels[last] & 0xFF);
      rowSums[column] = sum + (long) columns * sum(first + 1, last);
    }
  }

  private int sum(int from, int to) {
    int sum = 0;
    for (int x = from; x < to; x++) {
      sum += pixels[x] & 0xFF;
    }
    return sum;
  }
}
