package io.bifocal.analysis.classify;

import io.bifocal.image.Natives;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Products of matrices, by OpenBLAS on one thread. */
final class Products {
  static {
    Natives.ensureLoaded();
  }

  /**
   * Multiplications up to which OpenBLAS takes matrices as they lie, instead of copying them first,
   * which costs more than the product where one side is narrow.
   */
  private static final int SMALL = 1_000_000;

  private static final int LEAST_ROWS = 8;
  private static final int MOST_ROWS = 256;

  private Products() {}

  /** Rows of {@code length} values that are best multiplied with {@code others} at once. */
  static int rowsAtOnce(int others, int length) {
    long small = SMALL / Math.max(1, (long) others * length);
    return small < LEAST_ROWS ? MOST_ROWS : (int) Math.min(small, MOST_ROWS);
  }

  /** A · Bᵀ: for each row of {@code a} its scalar products with the rows of {@code b}. */
  static Matrix rowsByRows(Matrix a, Matrix b) {
    float[] result = new float[Math.multiplyExact(a.rows(), b.rows())];
    if (result.length > 0) {
      openblas_nolapack.cblas_sgemm(
          openblas_nolapack.CblasRowMajor,
          openblas_nolapack.CblasNoTrans,
          openblas_nolapack.CblasTrans,
          a.rows(),
          b.rows(),
          a.columns(),
          1,
          a.values(),
          a.columns(),
          b.values(),
          b.columns(),
          0,
          result,
          b.rows());
    }
    return new Matrix(result, a.rows(), b.rows());
  }

  /** A · B. */
  static Matrix product(Matrix a, Matrix b) {
    float[] result = new float[Math.multiplyExact(a.rows(), b.columns())];
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasNoTrans,
        openblas_nolapack.CblasNoTrans,
        a.rows(),
        b.columns(),
        a.columns(),
        1,
        a.values(),
        a.columns(),
        b.values(),
        b.columns(),
        0,
        result,
        b.columns());
    return new Matrix(result, a.rows(), b.columns());
  }
}
