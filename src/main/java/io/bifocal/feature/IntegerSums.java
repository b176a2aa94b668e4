package io.bifocal.feature;

import java.util.Arrays;

/** Sums of whole numbers, without rounding. */
abstract class IntegerSums extends PowerSums {
  private final long[] counts;
  private final long[] sums;
  private final long[] squares;
  private final long[] cubes;

  IntegerSums(int cells) {
    counts = new long[cells];
    sums = new long[cells * CHANNELS];
    squares = new long[cells * CHANNELS];
    cubes = new long[cells * CHANNELS];
  }

  /** What one step of a channel is worth. */
  abstract double scale(int channel);

  final void addCount(int cell, int pixels) {
    counts[cell] += pixels;
  }

  final void add(int cell, int channel, long sum, long square, long cube) {
    int at = cell * CHANNELS + channel;
    sums[at] += sum;
    squares[at] += square;
    cubes[at] += cube;
  }

  @Override
  void clear() {
    Arrays.fill(counts, 0);
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    Arrays.fill(cubes, 0);
  }

  @Override
  void put(int cell, ThirdMoment third, float[] vector, int at) {
    long count = counts[cell];
    for (int channel = 0; channel < CHANNELS; channel++) {
      long sum = sums[cell * CHANNELS + channel];
      long square = squares[cell * CHANNELS + channel];
      long cube = cubes[cell * CHANNELS + channel];
      long near = Math.round((double) sum / count);
      PowerSums.put(
          (double) count,
          (double) near,
          (double) (sum - count * near),
          (double) (square - 2 * near * sum + count * near * near),
          (double) (cube - 3 * near * square + 3 * near * near * sum - count * near * near * near),
          scale(channel),
          third,
          vector,
          at + channel * 3);
    }
  }
}
