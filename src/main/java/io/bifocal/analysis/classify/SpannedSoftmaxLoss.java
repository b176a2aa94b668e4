package io.bifocal.analysis.classify;

import io.bifocal.image.Natives;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The same as {@link SoftmaxLoss} where there are fewer rows than values. The weights that minimize
 * it lie in the space that the rows span, so that they are looked for as sums of rows: by
 * coefficients of rows, where scalar products of weights are those of the coefficients by way of
 * the scalar products of the rows, K. Steps are the same as those of the weights would be.
 *
 * <p>B. Schölkopf, R. Herbrich, A. J. Smola: A generalized representer theorem. COLT 2001, doi
 * 10.1007/3-540-44581-1_27.
 *
 * <p>Parameters are the coefficients C of the rows, rows × classes; then K · C, which are the
 * scores; then the intercepts. All that the search does is linear, so that both stay together, and
 * each value takes one product with K alone.
 */
final class SpannedSoftmaxLoss implements LogisticLoss {
  static {
    Natives.ensureLoaded();
  }

  private final Matrix x;
  private final int rows;
  private final int classes;
  private final int coefficients;
  private final int block;
  private final Residuals residuals;
  private final FloatPointer products;
  private final FloatPointer slopes;
  private final FloatPointer slopeScores;
  private final float[] flat;
  private double penalty;

  SpannedSoftmaxLoss(Matrix x, int[] labels, int classes) {
    this.x = x;
    this.rows = x.rows();
    this.classes = classes;
    this.coefficients = rows * classes;
    this.block = Products.rowsAtOnce(classes, rows);
    this.residuals = new Residuals(labels, classes);
    float[] all = Products.rowsByRows(x, x).values();
    this.products = new FloatPointer(all.length).put(all, 0, all.length);
    this.slopes = new FloatPointer(coefficients);
    this.slopeScores = new FloatPointer(coefficients);
    this.flat = new float[coefficients];
  }

  @Override
  public int parameters() {
    return 2 * coefficients + classes;
  }

  @Override
  public void penalty(double value) {
    penalty = value;
  }

  @Override
  public double value(double[] parameters, double[] slope) {
    double squares = Dots.dot(parameters, 0, parameters, coefficients, coefficients);
    for (int i = 0; i < coefficients; i++) {
      flat[i] = (float) parameters[coefficients + i];
    }
    Arrays.fill(slope, 2 * coefficients, slope.length, 0);
    double loss = residuals.of(flat, 0, rows, parameters, slope, 2 * coefficients);
    for (int i = 0; i < coefficients; i++) {
      slope[i] = flat[i] + penalty * parameters[i];
      flat[i] = (float) slope[i];
    }
    slopes.put(flat, 0, coefficients);
    for (int start = 0; start < rows; start += block) {
      products.position((long) start * rows);
      slopeScores.position((long) start * classes);
      openblas_nolapack.cblas_sgemm(
          openblas_nolapack.CblasRowMajor,
          openblas_nolapack.CblasNoTrans,
          openblas_nolapack.CblasNoTrans,
          Math.min(block, rows - start),
          classes,
          rows,
          1,
          products,
          rows,
          slopes,
          classes,
          0,
          slopeScores,
          classes);
    }
    slopeScores.position(0);
    slopeScores.get(flat, 0, coefficients);
    for (int i = 0; i < coefficients; i++) {
      slope[coefficients + i] = flat[i];
    }
    return loss + penalty / 2 * squares;
  }

  @Override
  public double dot(double[] a, double[] b) {
    return Dots.dot(a, 0, b, coefficients, coefficients)
        + Dots.dot(a, 2 * coefficients, b, 2 * coefficients, classes);
  }

  /** How much a score changes at most by a step along the slope as long as 1. */
  @Override
  public double steepness(double[] slope) {
    double largest = 0;
    for (int i = coefficients; i < slope.length; i++) {
      largest = Math.max(largest, Math.abs(slope[i]));
    }
    return largest;
  }

  @Override
  public LinearModel model(double[] parameters) {
    float[] transposed = new float[coefficients];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < classes; k++) {
        transposed[k * rows + row] = (float) parameters[row * classes + k];
      }
    }
    Matrix weights = Products.product(new Matrix(transposed, classes, rows), x);
    float[][] all = new float[classes][];
    float[] intercepts = new float[classes];
    for (int k = 0; k < classes; k++) {
      all[k] = weights.row(k);
      intercepts[k] = (float) parameters[2 * coefficients + k];
    }
    return new LinearModel(all, intercepts);
  }

  @Override
  public void close() {
    products.close();
    slopes.close();
    slopeScores.close();
  }
}
