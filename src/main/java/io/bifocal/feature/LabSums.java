package io.bifocal.feature;

import java.util.Arrays;

/** Sums of L*a*b* in floating point, around the first colour of each cell. */
final class LabSums extends PowerSums {
  private final Conversion conversion;
  private final long[] counts;
  private final double[] shifts;
  private final double[] sums;
  private final double[] squares;
  private final double[] cubes;
  private double[] lab = new double[0];

  /** A way from red, green and blue to L*a*b*. */
  interface Conversion extends AutoCloseable {
    /** Converts {@code pixels} pixels of three samples each. */
    void convert(byte[] rgb, int pixels, double[] lab);

    @Override
    void close();
  }

  LabSums(int cells, Conversion conversion) {
    this.conversion = conversion;
    counts = new long[cells];
    shifts = new double[cells * CHANNELS];
    sums = new double[cells * CHANNELS];
    squares = new double[cells * CHANNELS];
    cubes = new double[cells * CHANNELS];
  }

  @Override
  void clear() {
    Arrays.fill(counts, 0);
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    Arrays.fill(cubes, 0);
  }

  @Override
  void load(byte[] samples, int pixels) {
    if (lab.length < pixels * CHANNELS) {
      lab = new double[pixels * CHANNELS];
    }
    conversion.convert(samples, pixels, lab);
  }

  @Override
  void add(int cell, int from, int to) {
    if (counts[cell] == 0) {
      System.arraycopy(lab, from * CHANNELS, shifts, cell * CHANNELS, CHANNELS);
    }
    counts[cell] += to - from;
    for (int channel = 0; channel < CHANNELS; channel++) {
      addChannel(cell * CHANNELS + channel, from * CHANNELS + channel, to * CHANNELS);
    }
  }

  @Override
  void put(int cell, ThirdMoment third, float[] vector, int at) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      int i = cell * CHANNELS + channel;
      PowerSums.put(
          (double) counts[cell],
          shifts[i],
          sums[i],
          squares[i],
          cubes[i],
          1,
          third,
          vector,
          at + channel * 3);
    }
  }

  @Override
  public void close() {
    conversion.close();
  }

  private void addChannel(int at, int from, int end) {
    double shift = shifts[at];
    double sum = 0;
    double square = 0;
    double cube = 0;
    for (int i = from; i < end; i += CHANNELS) {
      double value = lab[i] - shift;
      double power = value * value;
      sum += value;
      square += power;
      cube += power * value;
    }
    sums[at] += sum;
    squares[at] += square;
    cubes[at] += cube;
  }
}
