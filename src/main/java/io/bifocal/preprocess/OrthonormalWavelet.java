package io.bifocal.preprocess;

import java.util.Arrays;

/**
 * The decimated transform of Daubechies' wavelet of two vanishing moments on a periodic image whose
 * sides are even at every level; orthonormal, so that the inverse is the transpose.
 */
final class OrthonormalWavelet {
  private static final double ROOT = Math.sqrt(3);
  private static final double NORM = 4 * Math.sqrt(2);
  private static final double[] LOW = {
    (1 + ROOT) / NORM, (3 + ROOT) / NORM, (3 - ROOT) / NORM, (1 - ROOT) / NORM
  };

  private final int width;
  private final int height;
  private final double[] line;

  OrthonormalWavelet(int width, int height) {
    this.width = width;
    this.height = height;
    line = new double[Math.max(width, height)];
  }

  /** Replaces the image by its coefficients: at each level the approximation is the top left. */
  void forward(double[] image, int levels) {
    for (int level = 0; level < levels; level++) {
      int columns = width >> level;
      int rows = height >> level;
      for (int y = 0; y < rows; y++) {
        analyse(image, y * width, 1, columns);
      }
      for (int x = 0; x < columns; x++) {
        analyse(image, x, width, rows);
      }
    }
  }

  /** Replaces coefficients by their image. */
  void inverse(double[] image, int levels) {
    for (int level = levels - 1; level >= 0; level--) {
      int columns = width >> level;
      int rows = height >> level;
      for (int x = 0; x < columns; x++) {
        synthesize(image, x, width, rows);
      }
      for (int y = 0; y < rows; y++) {
        synthesize(image, y * width, 1, columns);
      }
    }
  }

  /** The filter of details: the other one backwards, every second sign changed. */
  private static double high(int k) {
    return (k % 2 == 0 ? 1 : -1) * LOW[LOW.length - 1 - k];
  }

  private void analyse(double[] image, int from, int step, int length) {
    int half = length / 2;
    for (int i = 0; i < half; i++) {
      double low = 0;
      double high = 0;
      for (int k = 0; k < LOW.length; k++) {
        double value = image[from + (2 * i + k) % length * step];
        low += LOW[k] * value;
        high += high(k) * value;
      }
      line[i] = low;
      line[half + i] = high;
    }
    for (int i = 0; i < length; i++) {
      image[from + i * step] = line[i];
    }
  }

  private void synthesize(double[] image, int from, int step, int length) {
    int half = length / 2;
    Arrays.fill(line, 0, length, 0);
    for (int i = 0; i < half; i++) {
      double low = image[from + i * step];
      double high = image[from + (half + i) * step];
      for (int k = 0; k < LOW.length; k++) {
        line[(2 * i + k) % length] += LOW[k] * low + high(k) * high;
      }
    }
    for (int i = 0; i < length; i++) {
      image[from + i * step] = line[i];
    }
  }
}
