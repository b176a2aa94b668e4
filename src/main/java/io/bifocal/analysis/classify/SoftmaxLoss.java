package io.bifocal.analysis.classify;

import io.bifocal.image.Natives;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * What multinomial logistic regression minimizes: the mean negative log-likelihood of the labels,
 * and the squared weights, intercepts left out, by {@code penalty} / 2. Of parameters that are the
 * weights of each class, and then the intercepts.
 */
final class SoftmaxLoss implements LogisticLoss {
  static {
    Natives.ensureLoaded();
  }

  private final int rows;
  private final int columns;
  private final int classes;
  private final Residuals residuals;
  private final FloatPointer matrix;
  private final FloatPointer weights;
  private final FloatPointer scores;
  private final FloatPointer gradient;
  private final float[] flatWeights;
  private final float[] flatScores;
  private double penalty;

  SoftmaxLoss(Matrix x, int[] labels, int classes) {
    this.rows = x.rows();
    this.columns = x.columns();
    this.classes = classes;
    this.residuals = new Residuals(labels, classes);
    this.matrix = new FloatPointer(x.values().length).put(x.values(), 0, x.values().length);
    this.flatWeights = new float[classes * columns];
    this.flatScores = new float[rows * classes];
    this.weights = new FloatPointer(flatWeights.length);
    this.scores = new FloatPointer(flatScores.length);
    this.gradient = new FloatPointer(flatWeights.length);
  }

  @Override
  public int parameters() {
    return classes * (columns + 1);
  }

  @Override
  public void penalty(double value) {
    penalty = value;
  }

  @Override
  public double value(double[] parameters, double[] slope) {
    double squares = 0;
    for (int i = 0; i < flatWeights.length; i++) {
      flatWeights[i] = (float) parameters[i];
      squares += parameters[i] * parameters[i];
    }
    weights.put(flatWeights, 0, flatWeights.length);
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasNoTrans,
        openblas_nolapack.CblasTrans,
        rows,
        classes,
        columns,
        1,
        matrix,
        columns,
        weights,
        columns,
        0,
        scores,
        classes);
    scores.get(flatScores, 0, flatScores.length);
    double loss = residuals.of(flatScores, parameters, slope, flatWeights.length);
    scores.put(flatScores, 0, flatScores.length);
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasTrans,
        openblas_nolapack.CblasNoTrans,
        classes,
        columns,
        rows,
        1,
        scores,
        classes,
        matrix,
        columns,
        0,
        gradient,
        columns);
    gradient.get(flatWeights, 0, flatWeights.length);
    for (int i = 0; i < flatWeights.length; i++) {
      slope[i] = flatWeights[i] + penalty * parameters[i];
    }
    return loss + penalty / 2 * squares;
  }

  @Override
  public double dot(double[] a, double[] b) {
    return Dots.dot(a, b);
  }

  @Override
  public LinearModel model(double[] parameters) {
    float[][] rows = new float[classes][columns];
    float[] intercepts = new float[classes];
    for (int k = 0; k < classes; k++) {
      for (int i = 0; i < columns; i++) {
        rows[k][i] = (float) parameters[k * columns + i];
      }
      intercepts[k] = (float) parameters[classes * columns + k];
    }
    return new LinearModel(rows, intercepts);
  }

  @Override
  public double steepness(double[] slopes) {
    double largest = 0;
    for (double slope : slopes) {
      largest = Math.max(largest, Math.abs(slope));
    }
    return largest;
  }

  @Override
  public void close() {
    matrix.close();
    weights.close();
    scores.close();
    gradient.close();
  }
}
