package io.bifocal.feature;

import io.bifocal.image.Natives;
import java.util.Arrays;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Means of a gray picture over a square grid of many equal cells that need not be whole pixels, by
 * integral images. Owns native memory until closed.
 */
final class AreaMeans implements AutoCloseable {
  /** Sums of so many pixels fit into an int, and take little memory. */
  private static final int PIXELS_OF_A_PART = 1 << 20;

  private final int side;
  private final Mat integral;
  private final int[] places;
  private final double[] fractions;
  private double[] upper;
  private double[] lower;
  private int[] row = new int[0];
  private int[] next = new int[0];

  /**
   * A grid.
   *
   * @param side number of cells across and down
   */
  AreaMeans(int side) {
    Natives.ensureLoaded();
    this.side = side;
    integral = new Mat();
    places = new int[side + 1];
    fractions = new double[side + 1];
    upper = new double[side + 1];
    lower = new double[side + 1];
  }

  /** The means of a CV_8UC1 matrix, at {@code y * side + x}. */
  void compute(Mat gray, double[] means) {
    int width = gray.cols();
    int height = gray.rows();
    if (row.length < width + 2) {
      row = new int[width + 2];
      next = new int[width + 2];
    }
    for (int i = 0; i <= side; i++) {
      double border = (double) i * width / side;
      places[i] = (int) border;
      fractions[i] = border - places[i];
    }
    Arrays.fill(means, 0);
    int rows = Math.max(1, PIXELS_OF_A_PART / width);
    for (int from = 0; from < height; from += rows) {
      int to = Math.min(from + rows, height);
      try (Mat part = gray.rowRange(from, to)) {
        opencv_imgproc.integral(part, integral, opencv_core.CV_32S);
      }
      addPart(from, to, height, width, means);
    }
  }

  @Override
  public void close() {
    integral.close();
  }

  /** Adds rows {@code from} to {@code to} of the picture, whose integral image is at hand. */
  private void addPart(int from, int to, double height, double width, double[] means) {
    double factor = side / height * (side / width);
    try (IntPointer sums = new IntPointer(integral.data())) {
      borders(sums, 0, upper, (int) width);
      for (int y = (int) (from * side / height); y < side && y * height / side < to; y++) {
        double bottom = Math.min(to, (y + 1) * height / side) - from;
        if (bottom <= 0) {
          continue;
        }
        borders(sums, bottom, lower, (int) width);
        for (int x = 0; x < side; x++) {
          means[y * side + x] += factor * (lower[x + 1] - lower[x] - upper[x + 1] + upper[x]);
        }
        double[] free = upper;
        upper = lower;
        lower = free;
      }
    }
  }

  /** The sums above {@code y} and to the left of each border between columns of cells. */
  private void borders(IntPointer sums, double y, double[] result, int width) {
    int place = (int) y;
    double fraction = y - place;
    sums.position(place * (width + 1L)).get(row, 0, width + 1);
    if (fraction > 0) {
      sums.position((place + 1) * (width + 1L)).get(next, 0, width + 1);
    } else {
      System.arraycopy(row, 0, next, 0, width + 1);
    }
    for (int i = 0; i <= side; i++) {
      int x = places[i];
      double above = row[x] + fractions[i] * (row[x + 1] - row[x]);
      double below = next[x] + fractions[i] * (next[x + 1] - next[x]);
      result[i] = above + fraction * (below - above);
    }
  }
}
