package io.bifocal.preprocess;

import java.util.Arrays;

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
    Rows rows = new Rows(width);
    double first = 0;
    double before = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      double energy = diverge(values, across, down, rows, result);
      energy += weight * advance(result, height, across, down, rows);
      energy /= values.length;
      if (step == 0) {
        first = energy;
      } else if (Math.abs(before - energy) < EPSILON * first) {
        break;
      }
      before = energy;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) result[i];
    }
    return values;
  }

  /** What is worked on of one row. */
  @SuppressWarnings("ArrayRecordComponent") // Written in place; nobody compares them.
  private record Rows(int width, double[] dx, double[] dy, double[] terms) {
    Rows(int width) {
      this(width, new double[width], new double[width], new double[width]);
    }

    double sum() {
      double sum = 0;
      for (double term : terms) {
        sum += term;
      }
      return sum;
    }
  }

  /**
   * The image plus the divergence of the field, which is 0 beyond the border; the energy of the
   * divergence.
   */
  private static double diverge(
      float[] values, double[] across, double[] down, Rows rows, double[] result) {
    int width = rows.width();
    double[] terms = rows.terms();
    double energy = 0;
    for (int row = 0; row < values.length; row += width) {
      terms[0] = -across[row] - down[row];
      for (int x = 1; x < width; x++) {
        terms[x] = across[row + x - 1] - across[row + x] - down[row + x];
      }
      if (row > 0) {
        for (int x = 0; x < width; x++) {
          terms[x] += down[row - width + x];
        }
      }
      for (int x = 0; x < width; x++) {
        result[row + x] = values[row + x] + terms[x];
        terms[x] *= terms[x];
      }
      energy += rows.sum();
    }
    return energy;
  }

  /** Moves the field against the gradient of the result; the sum of the gradient's lengths. */
  private double advance(double[] image, int height, double[] across, double[] down, Rows rows) {
    int width = rows.width();
    double[] dx = rows.dx();
    double[] dy = rows.dy();
    double[] lengths = rows.terms();
    double sum = 0;
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int x = 0; x < width - 1; x++) {
        dx[x] = image[row + x + 1] - image[row + x];
      }
      if (y < height - 1) {
        for (int x = 0; x < width; x++) {
          dy[x] = image[row + width + x] - image[row + x];
        }
      } else {
        Arrays.fill(dy, 0);
      }
      for (int x = 0; x < width; x++) {
        lengths[x] = Math.sqrt(dx[x] * dx[x] + dy[x] * dy[x]);
      }
      for (int x = 0; x < width; x++) {
        double scale = weight / (weight + STEP * lengths[x]);
        across[row + x] = (across[row + x] - STEP * dx[x]) * scale;
        down[row + x] = (down[row + x] - STEP * dy[x]) * scale;
      }
      sum += rows.sum();
    }
    return sum;
  }
}
