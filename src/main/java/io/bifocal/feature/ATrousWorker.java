package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.List;

/**
 * The transform of {@link ATrousWaveletEnergy}. All values are multiples of powers of 2 that a
 * double holds exactly, up to six planes; so the order of the sums does not matter.
 */
final class ATrousWorker implements FeatureExtractor.Worker {
  private static final double CENTER = 6.0 / 16;
  private static final double NEAR = 4.0 / 16;
  private static final double FAR = 1.0 / 16;

  private final int planes;
  private final List<WaveletStatistic> statistics;
  private final int length;
  private final GrayPlane plane = new GrayPlane();
  private final WaveletSums sums;
  private double[] smooth = new double[0];

  /** {@link #smooth} filtered along rows. */
  private double[] filtered = new double[0];

  private double[] extended = new double[0];
  private double[] detail = new double[0];

  ATrousWorker(ATrousWaveletEnergy recipe) {
    planes = recipe.planes();
    statistics = recipe.statistics();
    length = recipe.length(Input.ORIGINAL);
    sums = new WaveletSums(statistics);
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, length);
    plane.load(picture.gray());
    int width = plane.width();
    int height = plane.height();
    int pixels = width * height;
    ensureCapacity(width, pixels);
    byte[] samples = plane.samples();
    for (int i = 0; i < pixels; i++) {
      smooth[i] = samples[i] & 0xFF;
    }
    int next = 0;
    for (int j = 0; j < planes; j++) {
      int gap = 1 << j;
      for (int y = 0; y < height; y++) {
        filterRow(y * width, width, gap);
      }
      sums.clear(width);
      for (int y = 0; y < height; y++) {
        filterColumns(y, width, height, gap);
        sums.add(detail, width);
      }
      for (WaveletStatistic statistic : statistics) {
        vector[next++] = (float) sums.of(statistic, 0, width, height);
      }
    }
    double mean = mean(pixels);
    vector[next++] = (float) mean;
    vector[next] = (float) Math.sqrt(variance(pixels, mean));
  }

  @Override
  public void close() {}

  private void ensureCapacity(int width, int pixels) {
    if (smooth.length < pixels) {
      smooth = new double[pixels];
      filtered = new double[pixels];
    }
    int reach = 2 << (planes - 1);
    if (detail.length < width) {
      detail = new double[width];
      extended = new double[width + 2 * reach];
    }
  }

  private void filterRow(int row, int width, int gap) {
    int reach = 2 * gap;
    double[] from = extended;
    double[] to = filtered;
    System.arraycopy(smooth, row, from, reach, width);
    for (int i = 1; i <= reach; i++) {
      from[reach - i] = smooth[row + reflected(-i, width)];
      from[reach + width - 1 + i] = smooth[row + reflected(width - 1 + i, width)];
    }
    for (int x = 0; x < width; x++) {
      to[row + x] =
          FAR * (from[x] + from[x + 4 * gap])
              + NEAR * (from[x + gap] + from[x + 3 * gap])
              + CENTER * from[x + 2 * gap];
    }
  }

  /** Row y of the next smooth picture takes the place of the last one, whose rest is the detail. */
  private void filterColumns(int y, int width, int height, int gap) {
    int first = reflected(y - 2 * gap, height) * width;
    int second = reflected(y - gap, height) * width;
    int here = y * width;
    int fourth = reflected(y + gap, height) * width;
    int fifth = reflected(y + 2 * gap, height) * width;
    double[] from = filtered;
    double[] to = smooth;
    double[] rest = detail;
    for (int x = 0; x < width; x++) {
      double value =
          FAR * (from[first + x] + from[fifth + x])
              + NEAR * (from[second + x] + from[fourth + x])
              + CENTER * from[here + x];
      rest[x] = to[here + x] - value;
      to[here + x] = value;
    }
  }

  private static int reflected(int at, int length) {
    if (at >= 0 && at < length) {
      return at;
    }
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int folded = Math.floorMod(at, period);
    return Math.min(folded, period - folded);
  }

  private double mean(int pixels) {
    double sum = 0;
    for (int i = 0; i < pixels; i++) {
      sum += smooth[i];
    }
    return sum / pixels;
  }

  private double variance(int pixels, double mean) {
    double sum = 0;
    for (int i = 0; i < pixels; i++) {
      sum += (smooth[i] - mean) * (smooth[i] - mean);
    }
    return sum / pixels;
  }
}
