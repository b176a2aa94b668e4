package io.bifocal.feature;

/** Sums of values, their squares and cubes, for three channels in each of some cells. */
abstract class PowerSums implements AutoCloseable {
  static final int CHANNELS = 3;

  /** Forgets the last picture. */
  abstract void clear();

  /** Takes the next {@code pixels} pixels; the array has to stay as it is while they are added. */
  abstract void load(byte[] samples, int pixels);

  /** Adds pixels {@code from} to {@code to} of those loaded last to a cell. */
  abstract void add(int cell, int from, int to);

  /** Puts the three moments of the three channels of a cell into {@code vector}. */
  abstract void put(int cell, ThirdMoment third, float[] vector, int at);

  @Override
  public void close() {}

  /**
   * The moments of {@code count} values, of which the sums of powers are known after subtracting
   * {@code shift}, times {@code scale}. The shift has to be within the values, so that little
   * cancels.
   */
  static void put(
      double count,
      double shift,
      double sum,
      double squares,
      double cubes,
      double scale,
      ThirdMoment third,
      float[] vector,
      int at) {
    double mean = sum / count;
    double square = squares / count;
    double variance = Math.max(0, square - mean * mean);
    double deviation = Math.sqrt(variance);
    double central = cubes / count - 3 * mean * square + 2 * mean * mean * mean;
    vector[at] = (float) (scale * (shift + mean));
    vector[at + 1] = (float) (scale * deviation);
    vector[at + 2] =
        switch (third) {
          case CUBE_ROOT -> (float) (scale * Math.cbrt(central));
          case SKEWNESS -> deviation == 0 ? 0 : (float) (central / (variance * deviation));
        };
  }
}
