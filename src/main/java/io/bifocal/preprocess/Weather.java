package io.bifocal.preprocess;

import java.util.Random;

/** Fog, frost and snow before the lens. */
final class Weather {
  private static final int MOST = 255;

  /** How smooth the crystals of frost are. */
  private static final double FROST_DECAY = 1.6;

  private Weather() {}

  /** A cloud of strength {@code amount} is added, and the whole dimmed to the range that it had. */
  static Corruption fog(double amount, double decay) {
    return (image, random) -> {
      float greatest = image.greatest();
      FloatImage cloud = Plasma.map(image.width(), image.height(), decay, random);
      float dimming = (float) (greatest / (greatest + amount));
      float[] values = image.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (values[i] + (float) amount * cloud.values()[i / image.channels()]) * dimming;
      }
      return image;
    };
  }

  /**
   * The image seen through ice. The ice is not one of the published photographs, whose licence is
   * not known, but drawn: ridges of a plasma map, bluish white.
   */
  static Corruption frost(double imageWeight, double frostWeight) {
    return (image, random) -> {
      FloatImage map = Plasma.map(image.width(), image.height(), FROST_DECAY, random);
      float[] ice = image.color(225, 240, MOST);
      float[] values = image.values();
      for (int i = 0; i < values.length; i++) {
        float ridge = 1 - Math.abs(2 * map.values()[i / image.channels()] - 1);
        values[i] =
            (float) (imageWeight * values[i] + frostWeight * ridge * ice[i % image.channels()]);
      }
      return image;
    };
  }

  /**
   * Flakes that fall: bright spots of noise, enlarged and blurred along their way, over a whitened
   * image, and once more upside down.
   *
   * @param threshold below which noise is no flake
   * @param mix the part of the image that is not whitened
   */
  static Corruption snow(
      double mean,
      double deviation,
      double zoom,
      double threshold,
      MotionBlur falling,
      double mix) {
    return (image, random) -> {
      FloatImage noise = noise(image.width(), image.height(), mean, deviation, random);
      FloatImage flakes = aboveThreshold(Zoom.centre(noise, zoom), threshold).inEightBits();
      float[] snow = falling.apply(flakes, MotionBlur.uniform(random, -135, -45)).values();
      float[] values = image.values();
      int channels = image.channels();
      for (int pixel = 0; pixel < snow.length; pixel++) {
        float white = image.luma(pixel) * 1.5f + 0.5f;
        float fallen = snow[pixel] + snow[snow.length - 1 - pixel];
        for (int i = pixel * channels; i < (pixel + 1) * channels; i++) {
          values[i] = (float) (mix * values[i] + (1 - mix) * Math.max(values[i], white)) + fallen;
        }
      }
      return image;
    };
  }

  static FloatImage noise(int width, int height, double mean, double deviation, Random random) {
    FloatImage noise = FloatImage.black(width, height, 1);
    for (int i = 0; i < noise.values().length; i++) {
      noise.values()[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return noise;
  }

  static FloatImage aboveThreshold(FloatImage layer, double threshold) {
    for (int i = 0; i < layer.values().length; i++) {
      layer.values()[i] = layer.values()[i] < threshold ? 0 : layer.values()[i];
    }
    return layer;
  }
}
