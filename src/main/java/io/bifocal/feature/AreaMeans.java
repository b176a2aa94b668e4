package io.bifocal.feature;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Means of a gray picture over a square grid of many equal cells that need not be whole pixels, by
 * sums along the rows.
 */
final class AreaMeans {
  private final int side;
  private final GrayPlane plane = new GrayPlane();
  private final int[] places;
  private final double[] fractions;
  private final double[] line;
  private int[] sums = new int[0];

  /**
   * A grid.
   *
   * @param side number of cells across and down
   */
  AreaMeans(int side) {
    this.side = side;
    places = new int[side + 1];
    fractions = new double[side + 1];
    line = new double[side];
  }

  /** The means of a CV_8UC1 matrix, at {@code y * side + x}. */
  void compute(Mat gray, double[] means) {
    plane.load(gray);
    int width = plane.width();
    double height = plane.height();
    if (sums.length < width + 2) {
      sums = new int[width + 2];
    }
    for (int i = 0; i <= side; i++) {
      double border = (double) i * width / side;
      places[i] = (int) border;
      fractions[i] = border - places[i];
    }
    Arrays.fill(means, 0);
    for (int y = 0; y < height; y++) {
      sumRow(y, width);
      double top = y * side / height;
      double bottom = (y + 1) * side / height;
      for (int row = (int) top; row < Math.min(bottom, side); row++) {
        double part = Math.min(bottom, row + 1) - Math.max(top, row);
        add(part * side / width, row * side, means);
      }
    }
  }

  private void sumRow(int y, int width) {
    byte[] samples = plane.samples();
    int from = y * width;
    int sum = 0;
    for (int x = 0; x < width; x++) {
      sum += samples[from + x] & 0xFF;
      sums[x + 1] = sum;
    }
    // The last border has nothing behind it.
    sums[width + 1] = sum;
    double before = 0;
    for (int i = 1; i <= side; i++) {
      int place = places[i];
      double at = sums[place] + fractions[i] * (sums[place + 1] - sums[place]);
      line[i - 1] = at - before;
      before = at;
    }
  }

  private void add(double factor, int from, double[] means) {
    for (int x = 0; x < side; x++) {
      means[from + x] += factor * line[x];
    }
  }
}
