package io.bifocal.analysis.classify;

import java.util.Arrays;

/**
 * The space that rows span: coordinates in it have the same scalar products as the rows.
 *
 * @param factor of the Cholesky decomposition of these, lower triangle, row after row
 * @param size how many rows
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SpannedSpace(double[] factor, int size) {
  /**
   * Of the mean squared length of a row, what is added to each to begin with: rows may depend on
   * each other, and their products are in single precision. Where it is not enough, more is.
   */
  private static final double JITTER = 1e-5;

  static SpannedSpace of(Matrix x) {
    int size = x.rows();
    float[] products = Products.rowsByRows(x, x).values();
    double trace = 0;
    for (int i = 0; i < size; i++) {
      trace += products[i * size + i];
    }
    double mean = Math.max(trace / size, Double.MIN_NORMAL);
    double[] factor = new double[size * size];
    double jitter = JITTER;
    do {
      for (int i = 0; i < factor.length; i++) {
        factor[i] = products[i];
      }
      for (int i = 0; i < size; i++) {
        factor[i * size + i] += jitter * mean;
      }
      jitter *= 10;
    } while (!decompose(factor, size));
    for (int i = 0; i < size; i++) {
      Arrays.fill(factor, i * size + i + 1, (i + 1) * size, 0);
    }
    return new SpannedSpace(factor, size);
  }

  /**
   * Cholesky–Banachiewicz, row after row. Not by LAPACK: its library is another than that of the
   * products, and both in one process disturb each other's memory.
   *
   * @return whether the products were positive definite; if not, they are spoiled
   */
  private static boolean decompose(double[] products, int size) {
    for (int i = 0; i < size; i++) {
      int row = i * size;
      for (int j = 0; j <= i; j++) {
        double rest = products[row + j] - Dots.dot(products, row, products, j * size, j);
        if (j < i) {
          products[row + j] = rest / products[j * size + j];
        } else if (rest > 0) {
          products[row + i] = Math.sqrt(rest);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  Matrix coordinates() {
    float[] values = new float[factor.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) factor[i];
    }
    return new Matrix(values, size, size);
  }

  /**
   * The weights of values that belong to weights of coordinates.
   *
   * @param weights classes × coordinates
   * @param x the rows
   */
  Matrix weights(Matrix weights, Matrix x) {
    float[] dual = new float[weights.values().length];
    for (int row = 0; row < weights.rows(); row++) {
      double[] left = new double[size];
      for (int i = 0; i < size; i++) {
        left[i] = weights.values()[row * size + i];
      }
      solve(left);
      for (int i = 0; i < size; i++) {
        dual[row * size + i] = (float) left[i];
      }
    }
    return Products.product(new Matrix(dual, weights.rows(), size), x);
  }

  /** Replaces w by the a of a L = w, from its last number to its first. */
  private void solve(double[] left) {
    for (int i = size - 1; i >= 0; i--) {
      int row = i * size;
      left[i] /= factor[row + i];
      for (int k = 0; k < i; k++) {
        left[k] -= left[i] * factor[row + k];
      }
    }
  }
}
