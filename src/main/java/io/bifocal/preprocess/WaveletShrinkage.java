package io.bifocal.preprocess;

import java.util.Arrays;

/**
 * BayesShrink: details of each band are drawn towards 0 by σ²/σx, where σ is the deviation of the
 * noise and σx that of the band without it. The image is mirrored to sides that can be halved.
 *
 * @param factor of the threshold
 */
record WaveletShrinkage(double factor) implements ChannelOperation {
  private static final int MOST_LEVELS = 4;

  /** The median of the absolute value of a normal deviate of deviation 1. */
  private static final double MEDIAN_OF_NORMAL = 0.6744897501960817;

  @Override
  public float[] apply(float[] values, int width, int height) {
    int levels = levels(Math.min(width, height));
    if (levels == 0) {
      return values;
    }
    int unit = 1 << levels;
    int columns = (width + unit - 1) / unit * unit;
    int rows = (height + unit - 1) / unit * unit;
    double[] image = new double[columns * rows];
    for (int y = 0; y < rows; y++) {
      int source = (y < height ? y : 2 * height - 1 - y) * width;
      for (int x = 0; x < columns; x++) {
        image[y * columns + x] = values[source + (x < width ? x : 2 * width - 1 - x)];
      }
    }
    OrthonormalWavelet wavelet = new OrthonormalWavelet(columns, rows);
    wavelet.forward(image, levels);
    double noise = noise(image, columns, rows);
    if (noise == 0) {
      return values;
    }
    for (int level = 0; level < levels; level++) {
      int halfColumns = columns >> (level + 1);
      int halfRows = rows >> (level + 1);
      shrink(image, columns, halfColumns, 0, halfColumns, halfRows, noise);
      shrink(image, columns, 0, halfRows, halfColumns, halfRows, noise);
      shrink(image, columns, halfColumns, halfRows, halfColumns, halfRows, noise);
    }
    wavelet.inverse(image, levels);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = (float) image[y * columns + x];
      }
    }
    return values;
  }

  /** As many as leave four pixels, at most four. */
  private static int levels(int shorter) {
    int levels = 0;
    while (levels < MOST_LEVELS && shorter >> (levels + 1) >= 4) {
      levels++;
    }
    return levels;
  }

  private static double noise(double[] image, int columns, int rows) {
    double[] diagonal = new double[columns / 2 * (rows / 2)];
    int next = 0;
    for (int y = rows / 2; y < rows; y++) {
      for (int x = columns / 2; x < columns; x++) {
        diagonal[next++] = Math.abs(image[y * columns + x]);
      }
    }
    Arrays.sort(diagonal);
    return (diagonal[(next - 1) / 2] + diagonal[next / 2]) / 2 / MEDIAN_OF_NORMAL;
  }

  private void shrink(
      double[] image, int stride, int left, int top, int columns, int rows, double noise) {
    double energy = 0;
    for (int y = top; y < top + rows; y++) {
      for (int x = left; x < left + columns; x++) {
        energy += image[y * stride + x] * image[y * stride + x];
      }
    }
    double signal = Math.sqrt(Math.max(0, energy / (columns * rows) - noise * noise));
    double threshold = signal > 0 ? factor * noise * noise / signal : Double.POSITIVE_INFINITY;
    for (int y = top; y < top + rows; y++) {
      for (int x = left; x < left + columns; x++) {
        double value = image[y * stride + x];
        image[y * stride + x] = value - Math.max(-threshold, Math.min(threshold, value));
      }
    }
  }
}
