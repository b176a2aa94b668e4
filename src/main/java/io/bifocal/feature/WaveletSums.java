package io.bifocal.feature;

import java.util.Arrays;
import java.util.List;

/**
 * Sums for the statistics of wavelet bands, kept apart for each column, so that rows are added
 * without waiting for one running sum.
 */
final class WaveletSums {
  private static final double ROUNDING = 1e-18;

  private final boolean needsAbsolutes;
  private final boolean needsLogarithms;
  private double[] squares = new double[0];
  private double[] absolutes = new double[0];
  private double[] logarithms = new double[0];

  WaveletSums(List<WaveletStatistic> statistics) {
    needsAbsolutes = statistics.contains(WaveletStatistic.MEAN_ABSOLUTE);
    needsLogarithms = statistics.contains(WaveletStatistic.ENTROPY);
  }

  /** Forgets what was added, and makes room for rows of {@code width}. */
  void clear(int width) {
    if (squares.length < width) {
      squares = new double[width];
      absolutes = new double[width];
      logarithms = new double[width];
    }
    Arrays.fill(squares, 0, width, 0);
    Arrays.fill(absolutes, 0, width, 0);
    Arrays.fill(logarithms, 0, width, 0);
  }

  /** Adds one row of coefficients. */
  void add(double[] row, int width) {
    double[] sums = squares;
    for (int x = 0; x < width; x++) {
      sums[x] += row[x] * row[x];
    }
    if (needsAbsolutes) {
      addAbsolutes(row, width);
    }
    if (needsLogarithms) {
      addLogarithms(row, width);
    }
  }

  /** The statistic of columns {@code from} to {@code to}, of {@code height} rows. */
  double of(WaveletStatistic statistic, int from, int to, int height) {
    double count = (double) (to - from) * height;
    return switch (statistic) {
      case ENERGY -> sum(squares, from, to) / count;
      case MEAN_ABSOLUTE -> sum(absolutes, from, to) / count;
      case ENTROPY -> {
        double energy = sum(squares, from, to);
        yield energy < ROUNDING * count
            ? 0
            : Math.max(0, FastLog.log2(energy) - sum(logarithms, from, to) / energy);
      }
    };
  }

  private void addAbsolutes(double[] row, int width) {
    double[] sums = absolutes;
    for (int x = 0; x < width; x++) {
      sums[x] += Math.abs(row[x]);
    }
  }

  private void addLogarithms(double[] row, int width) {
    for (int x = 0; x < width; x++) {
      double square = row[x] * row[x];
      logarithms[x] += square * FastLog.log2(square);
    }
  }

  private static double sum(double[] values, int from, int to) {
    double sum = 0;
    for (int x = from; x < to; x++) {
      sum += values[x];
    }
    return sum;
  }
}
