package io.bifocal.analysis.classify;

import io.bifocal.image.Natives;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Products of matrices, by OpenBLAS on one thread. */
final class Products {
  static {
    Natives.ensureLoaded();
  }

  private Products() {}

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
