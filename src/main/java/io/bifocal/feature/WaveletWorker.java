package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.List;

/**
 * The transform of {@link WaveletEnergy}. Low-pass and high-pass coefficients are found together,
 * two taps at a time; of the bands, only the next level's input is kept.
 */
final class WaveletWorker implements FeatureExtractor.Worker {
  private final WaveletMode mode;
  private final int levels;
  private final List<WaveletStatistic> statistics;
  private final int length;
  private final double[] low;
  private final double[] high;
  private final GrayPlane plane = new GrayPlane();
  private final WaveletSums lowSums;
  private final WaveletSums highSums;

  /** The input of all levels but the first, whose input is the picture. */
  private double[] samples = new double[0];

  /** Rows filtered along x: low-pass in the left half, high-pass in the right half. */
  private double[] filtered = new double[0];

  private double[] even = new double[0];
  private double[] odd = new double[0];
  private double[] lowRow = new double[0];
  private double[] highRow = new double[0];
  private int[] columns = new int[0];
  private int[] rows = new int[0];

  WaveletWorker(WaveletEnergy recipe) {
    mode = recipe.mode();
    levels = recipe.levels();
    statistics = recipe.statistics();
    length = recipe.length(Input.ORIGINAL);
    low = recipe.wavelet().lowPass();
    high = recipe.wavelet().highPass();
    lowSums = new WaveletSums(statistics);
    highSums = new WaveletSums(statistics);
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, length);
    plane.load(picture.gray());
    int width = plane.width();
    int height = plane.height();
    ensureCapacity(width, height);
    int at = length;
    for (int level = 1; level <= levels; level++) {
      int across = mode.coefficients(width, low.length);
      int down = mode.coefficients(height, low.length);
      filterRows(level == 1, width, height, across);
      filterColumns(height, across, down);
      at -= 3 * statistics.size();
      for (int s = 0; s < statistics.size(); s++) {
        WaveletStatistic statistic = statistics.get(s);
        vector[at + s] = (float) highSums.of(statistic, 0, across, down);
        vector[at + statistics.size() + s] =
            (float) lowSums.of(statistic, across, 2 * across, down);
        vector[at + 2 * statistics.size() + s] =
            (float) highSums.of(statistic, across, 2 * across, down);
        if (level == levels) {
          vector[s] = (float) lowSums.of(statistic, 0, across, down);
        }
      }
      width = across;
      height = down;
    }
  }

  @Override
  public void close() {}

  /** A level may be larger than the one before: a tiny picture has as many coefficients as taps. */
  private void ensureCapacity(int width, int height) {
    int across = Math.max(width, 2 * low.length) + low.length;
    int down = Math.max(height, 2 * low.length) + low.length;
    int size = Math.multiplyExact(across, down);
    if (filtered.length < size) {
      filtered = new double[size];
      samples = new double[(across / 2 + low.length) * (down / 2 + low.length)];
    }
    if (lowRow.length < across) {
      even = new double[across];
      odd = new double[across];
      lowRow = new double[across];
      highRow = new double[across];
    }
    columns = grown(columns, across + low.length);
    rows = grown(rows, down + low.length);
  }

  private static int[] grown(int[] array, int length) {
    return array.length < length ? new int[length] : array;
  }

  /** Which sample each tap of each coefficient falls on, from the first sample to the last. */
  private void locate(int[] places, int length, int coefficients) {
    int first = mode.last(low.length) - low.length + 1;
    for (int i = 0; i < 2 * coefficients + low.length - 2; i++) {
      places[i] = mode.inside(first + i, length);
    }
  }

  private void filterRows(boolean ofPicture, int width, int height, int across) {
    locate(columns, width, across);
    int half = low.length / 2;
    for (int y = 0; y < height; y++) {
      if (ofPicture) {
        splitPixels(y * width, across + half - 1);
      } else {
        splitSamples(y * width, across + half - 1);
      }
      int to = 2 * across * y;
      for (int m = 0; m < half; m++) {
        int from = half - 1 - m;
        filter(even, from, odd, from, m, filtered, to, filtered, to + across, across);
      }
    }
  }

  private void splitPixels(int row, int count) {
    byte[] pixels = plane.samples();
    for (int k = 0; k < count; k++) {
      even[k] = pixels[row + columns[2 * k]] & 0xFF;
      odd[k] = pixels[row + columns[2 * k + 1]] & 0xFF;
    }
  }

  private void splitSamples(int row, int count) {
    for (int k = 0; k < count; k++) {
      even[k] = samples[row + columns[2 * k]];
      odd[k] = samples[row + columns[2 * k + 1]];
    }
  }

  private void filterColumns(int height, int across, int down) {
    locate(rows, height, down);
    int width = 2 * across;
    int half = low.length / 2;
    lowSums.clear(width);
    highSums.clear(width);
    for (int y = 0; y < down; y++) {
      for (int m = 0; m < half; m++) {
        int pair = 2 * (y + half - 1 - m);
        int above = rows[pair] * width;
        int below = rows[pair + 1] * width;
        filter(filtered, above, filtered, below, m, lowRow, 0, highRow, 0, width);
      }
      lowSums.add(lowRow, width);
      highSums.add(highRow, width);
      System.arraycopy(lowRow, 0, samples, y * across, across);
    }
  }

  /** Sets, for the first pair of taps, or adds what a pair of taps gives. */
  private void filter(
      double[] even,
      int evenAt,
      double[] odd,
      int oddAt,
      int pair,
      double[] lows,
      int lowAt,
      double[] highs,
      int highAt,
      int count) {
    double lowEven = low[2 * pair + 1];
    double lowOdd = low[2 * pair];
    double highEven = high[2 * pair + 1];
    double highOdd = high[2 * pair];
    if (pair == 0) {
      for (int k = 0; k < count; k++) {
        lows[lowAt + k] = lowEven * even[evenAt + k] + lowOdd * odd[oddAt + k];
      }
      for (int k = 0; k < count; k++) {
        highs[highAt + k] = highEven * even[evenAt + k] + highOdd * odd[oddAt + k];
      }
    } else {
      for (int k = 0; k < count; k++) {
        lows[lowAt + k] += lowEven * even[evenAt + k] + lowOdd * odd[oddAt + k];
      }
      for (int k = 0; k < count; k++) {
        highs[highAt + k] += highEven * even[evenAt + k] + highOdd * odd[oddAt + k];
      }
    }
  }
}
