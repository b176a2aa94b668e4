package io.bifocal.feature;

/** Sums of opponent colours, which are whole numbers but for a factor, of red, green and blue. */
final class OpponentSums extends IntegerSums {
  private static final double[] SCALES = {1 / Math.sqrt(2), 1 / Math.sqrt(6), 1 / Math.sqrt(3)};

  private byte[] samples = new byte[0];

  OpponentSums(int cells) {
    super(cells);
  }

  @Override
  void load(byte[] samples, int pixels) {
    this.samples = samples;
  }

  @Override
  void add(int cell, int from, int to) {
    addCount(cell, to - from);
    addOpponent(cell, 0, from, to, 1, -1, 0);
    addOpponent(cell, 1, from, to, 1, 1, -2);
    addOpponent(cell, 2, from, to, 1, 1, 1);
  }

  @Override
  double scale(int channel) {
    return SCALES[channel];
  }

  private void addOpponent(
      int cell, int channel, int from, int to, long red, long green, long blue) {
    long sum = 0;
    long squares = 0;
    long cubes = 0;
    int end = to * CHANNELS;
    for (int i = from * CHANNELS; i < end; i += CHANNELS) {
      long value =
          red * (samples[i] & 0xFF)
              + green * (samples[i + 1] & 0xFF)
              + blue * (samples[i + 2] & 0xFF);
      long square = value * value;
      sum += value;
      squares += square;
      cubes += square * value;
    }
    add(cell, channel, sum, squares, cubes);
  }
}
