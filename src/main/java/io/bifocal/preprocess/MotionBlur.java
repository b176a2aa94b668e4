package io.bifocal.preprocess;

import java.util.Random;

/**
 * The blur of a moving camera: a Gaussian tail along one direction, as ImageMagick draws it. The
 * outermost pixels are repeated.
 */
final class MotionBlur {
  private final float[] weights;
  private final double sigma;

  /**
   * @param radius the tail has 2 radius + 1 pixels
   * @param sigma standard deviation of its fading, in pixels
   */
  MotionBlur(int radius, double sigma) {
    this.sigma = sigma;
    weights = new float[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weight(i);
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (weight(i) / sum);
    }
  }

  /** Along an angle between -45 and 45 degrees. */
  static Corruption of(int radius, double sigma) {
    MotionBlur blur = new MotionBlur(radius, sigma);
    return (image, random) -> blur.apply(image, uniform(random, -45, 45));
  }

  static double uniform(Random random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** Blurs along {@code degrees} from the x axis towards the y axis, which points down. */
  FloatImage apply(FloatImage image, double degrees) {
    FloatImage result = FloatImage.black(image.width(), image.height(), image.channels());
    double radians = Math.toRadians(degrees);
    for (int i = 0; i < weights.length; i++) {
      int dx = (int) Math.ceil(i * Math.cos(radians) - 0.5);
      int dy = (int) Math.ceil(i * Math.sin(radians) - 0.5);
      add(image, dx, dy, weights[i], result);
    }
    return result;
  }

  private double weight(int distance) {
    return Math.exp(-distance * distance / (2 * sigma * sigma));
  }

  private static void add(FloatImage image, int dx, int dy, float weight, FloatImage result) {
    int width = image.width();
    int channels = image.channels();
    for (int y = 0; y < image.height(); y++) {
      int from = Math.max(0, Math.min(image.height() - 1, y + dy)) * width;
      for (int x = 0; x < width; x++) {
        int source = (from + Math.max(0, Math.min(width - 1, x + dx))) * channels;
        int target = (y * width + x) * channels;
        for (int c = 0; c < channels; c++) {
          result.values()[target + c] += weight * image.values()[source + c];
        }
      }
    }
  }
}
