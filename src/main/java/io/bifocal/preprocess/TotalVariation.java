package io.bifocal.preprocess;

/**
 * Chambolle's projection: the image u that makes |u - f|² / (2 weight) + total variation of u
 * least, by a fixed-point iteration on the dual field.
 */
record TotalVariation(double weight) implements ChannelOperation {
  private static final double STEP = 0.25;
  private static final double EPSILON = 2e-4;
  private static final int MOST_STEPS = 200;

  @Override
  public float[] apply(float[] values, int width, int height) {
    double[] across = new double[values.length];
    double[] down = new double[values.length];
    double[] result = new double[values.length];
    double first = 0;
    double before = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      double energy = diverge(values, across, down, width, result);
      energy += advance(result, width, height, across, down);
      energy /= values.length;
      if (step == 0) {
        first = energy;
      } else if (Math.abs(before - energy) < EPSILON * first) {
        break;
      }
      before = energy;
    }
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) result[i];
    }
    return rounded;
  }

  /** The image plus the divergence of the field; the energy of the divergence. */
  private static double diverge(
      float[] values, double[] across, double[] down, int width, double[] result) {
    double energy = 0;
    for (int i = 0; i < values.length; i++) {
      double left = i % width == 0 ? 0 : across[i - 1];
      double above = i < width ? 0 : down[i - width];
      double divergence = left + above - across[i] - down[i];
      energy += divergence * divergence;
      result[i] = values[i] + divergence;
    }
    return energy;
  }

  /** Moves the field against the gradient of the result; the energy of the gradient. */
  private double advance(double[] image, int width, int height, double[] across, double[] down) {
    double energy = 0;
    for (int i = 0; i < image.length; i++) {
      double dx = (i + 1) % width == 0 ? 0 : image[i + 1] - image[i];
      double dy = i >= width * (height - 1) ? 0 : image[i + width] - image[i];
      double length = Math.sqrt(dx * dx + dy * dy);
      energy += weight * length;
      double scale = 1 + length * STEP / weight;
      across[i] = (across[i] - STEP * dx) / scale;
      down[i] = (down[i] - STEP * dy) / scale;
    }
    return energy;
  }
}
