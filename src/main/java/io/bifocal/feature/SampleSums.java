package io.bifocal.feature;

/** Sums of 8-bit samples as they are. */
final class SampleSums extends IntegerSums {
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
    for (int channel = 0; channel < CHANNELS; channel++) {
      addChannel(cell, channel, from, to);
    }
  }

  @Override
  double scale(int channel) {
    return 1;
  }

  private void addChannel(int cell, int channel, int from, int to) {
    long sum = 0;
    long squares = 0;
    long cubes = 0;
    int end = to * CHANNELS;
    for (int i = from * CHANNELS + channel; i < end; i += CHANNELS) {
      int value = samples[i] & 0xFF;
      int square = value * value;
      sum += value;
      squares += square;
      cubes += square * value;
    }
    add(cell, channel, sum, squares, cubes);
  }
}
