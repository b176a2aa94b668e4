package io.bifocal.inference;

/** The channels that a network was trained on, in their order. */
public enum Channels {
  RGB(3),
  BGR(3),
  /** BT.601 luma, one channel. */
  GRAY(1);

  private final int count;

  Channels(int count) {
    this.count = count;
  }

  int count() {
    return count;
  }

  /** Where {@code channel} stands in OpenCV's order, which is blue, green, red. */
  int plane(int channel) {
    return this == RGB ? 2 - channel : channel;
  }
}
