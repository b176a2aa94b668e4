package io.bifocal.preprocess;

import io.bifocal.image.Picture;

/** Does the same to each channel, and rounds. */
final class ChannelWorker implements Operator.Worker {
  /** Makes rounding out of cutting. */
  private static final float HALF_LEVEL = 0.5f / 255;

  private final ChannelOperation operation;

  ChannelWorker(ChannelOperation operation) {
    this.operation = operation;
  }

  @Override
  public Picture apply(Picture picture, long seed) {
    FloatImage image = FloatImage.of(picture);
    float[] all = image.values();
    int channels = image.channels();
    float[] values = new float[all.length / channels];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = all[i * channels + channel];
      }
      float[] result = operation.apply(values, image.width(), image.height());
      for (int i = 0; i < values.length; i++) {
        all[i * channels + channel] = result[i] + HALF_LEVEL;
      }
    }
    return image.toPicture();
  }

  @Override
  public void close() {}
}
