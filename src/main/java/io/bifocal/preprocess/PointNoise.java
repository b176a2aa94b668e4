package io.bifocal.preprocess;

import java.util.Random;

/** Noise that is independent for each pixel and channel. */
final class PointNoise {
  /** From here on, counts are drawn by rejection instead of by adding up waiting times. */
  private static final double LARGE_MEAN = 10;

  private PointNoise() {}

  /** Adds a normal deviate of standard deviation {@code deviation}. */
  static Corruption gaussian(double deviation) {
    return (image, random) -> {
      float[] values = image.values();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (deviation * random.nextGaussian());
      }
      return image;
    };
  }

  /** Adds a normal deviate in proportion to the value. */
  static Corruption speckle(double deviation) {
    return (image, random) -> {
      float[] values = image.values();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (values[i] * deviation * random.nextGaussian());
      }
      return image;
    };
  }

  /** Counts photons, of which white has {@code photons} on average. */
  static Corruption shot(double photons) {
    return (image, random) -> {
      float[] values = image.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (poisson(values[i] * photons, random) / photons);
      }
      return image;
    };
  }

  /** Makes a part of the values white or black, as likely. */
  static Corruption impulse(double amount) {
    return (image, random) -> {
      float[] values = image.values();
      for (int i = 0; i < values.length; i++) {
        if (random.nextDouble() < amount) {
          values[i] = random.nextBoolean() ? 1 : 0;
        }
      }
      return image;
    };
  }

  /**
   * A Poisson deviate: by the product of uniform deviates for small means, otherwise by transformed
   * rejection (W. Hörmann, The transformed rejection method for generating Poisson random
   * variables, Insurance: Mathematics and Economics 12, 1993, doi:10.1016/0167-6687(93)90997-4).
   */
  static long poisson(double mean, Random random) {
    if (mean < LARGE_MEAN) {
      double limit = Math.exp(-mean);
      long count = -1;
      double product = 1;
      do {
        product *= random.nextDouble();
        count++;
      } while (product > limit);
      return count;
    }
    double root = Math.sqrt(mean);
    double b = 0.931 + 2.53 * root;
    double a = -0.059 + 0.02483 * b;
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double inside = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= inside) {
        return (long) k;
      }
      if (k >= 0
          && (us >= 0.013 || v <= us)
          && Math.log(v * inverseAlpha / (a / (us * us) + b))
              <= k * Math.log(mean) - mean - logFactorial(k)) {
        return (long) k;
      }
    }
  }

  private static double logFactorial(double k) {
    if (k < 10) {
      double sum = 0;
      for (int i = 2; i <= k; i++) {
        sum += Math.log(i);
      }
      return sum;
    }
    // Stirling's series.
    double n = k + 1;
    return (n - 0.5) * Math.log(n)
        - n
        + 0.5 * Math.log(2 * Math.PI)
        + 1 / (12 * n)
        - 1 / (360 * n * n * n);
  }
}
