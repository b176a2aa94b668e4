package io.bifocal.feature;

/**
 * Sums of 8-bit samples as they are.
 *
 * <p>A table has value, square and cube of each sample side by side in one long, with room for the
 * sums of 32 of them; so a sample costs one addition.
 */
final class SampleSums extends IntegerSums {
  private static final int RUN = 32;
  private static final int SQUARE_SHIFT = 13;
  private static final int CUBE_SHIFT = SQUARE_SHIFT + 21;
  private static final long SUM_MASK = (1L << SQUARE_SHIFT) - 1;
  private static final long SQUARE_MASK = (1L << (CUBE_SHIFT - SQUARE_SHIFT)) - 1;
  private static final long[] POWERS = new long[256];

  static {
    for (long value = 0; value < POWERS.length; value++) {
      POWERS[(int) value] =
          value | ((value * value) << SQUARE_SHIFT) | ((value * value * value) << CUBE_SHIFT);
    }
  }

  private byte[] samples = new byte[0];

  SampleSums(int cells) {
    super(cells);
  }

  @Override
  void load(byte[] samples, int pixels) {
    this.samples = samples;
  }

  @Override
  void add(int cell, int from, int to) {
    addCount(cell, to - from);
    for (int start = from; start < to; start += RUN) {
      addRun(cell, start * CHANNELS, Math.min(start + RUN, to) * CHANNELS);
    }
  }

  @Override
  double scale(int channel) {
    return 1;
  }

  private void addRun(int cell, int from, int to) {
    byte[] values = samples;
    long[] powers = POWERS;
    long first = 0;
    long second = 0;
    long third = 0;
    for (int i = from; i < to; i += CHANNELS) {
      first += powers[values[i] & 0xFF];
      second += powers[values[i + 1] & 0xFF];
      third += powers[values[i + 2] & 0xFF];
    }
    add(cell, 0, first);
    add(cell, 1, second);
    add(cell, 2, third);
  }

  private void add(int cell, int channel, long powers) {
    add(
        cell,
        channel,
        powers & SUM_MASK,
        (powers >>> SQUARE_SHIFT) & SQUARE_MASK,
        powers >>> CUBE_SHIFT);
  }
}
