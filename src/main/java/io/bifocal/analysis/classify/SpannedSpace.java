package io.bifocal.analysis.classify;

import java.util.Arrays;
import org.bytedeco.openblas.global.openblas;

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

  private static boolean decompose(double[] products, int size) {
    int failed =
        openblas.LAPACKE_dpotrf(openblas.LAPACK_ROW_MAJOR, (byte) 'L', size, products, size);
    return failed == 0;
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
    double[] solved = new double[weights.values().length];
    for (int i = 0; i < solved.length; i++) {
      solved[i] = weights.values()[i];
    }
    // Row by row a L = w, which is Lᵀ aᵀ = wᵀ.
    openblas.cblas_dtrsm(
        openblas.CblasRowMajor,
        openblas.CblasRight,
        openblas.CblasLower,
        openblas.CblasNoTrans,
        openblas.CblasNonUnit,
        weights.rows(),
        size,
        1,
        factor,
        size,
        solved,
        size);
    float[] dual = new float[solved.length];
    for (int i = 0; i < dual.length; i++) {
      dual[i] = (float) solved[i];
    }
    return Products.product(new Matrix(dual, weights.rows(), size), x);
  }
}
