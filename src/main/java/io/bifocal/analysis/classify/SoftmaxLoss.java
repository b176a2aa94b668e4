package io.bifocal.analysis.classify;

import io.bifocal.image.Natives;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * What multinomial logistic regression minimizes: the mean negative log-likelihood of the labels,
 * and the squared weights, intercepts left out, by {@code penalty} / 2. Of parameters that are the
 * weights of each class, and then the intercepts.
 */
final class SoftmaxLoss implements LimitedMemoryBfgs.Function, AutoCloseable {
  static {
    Natives.ensureLoaded();
  }

  private final int rows;
  private final int columns;
  private final int classes;
  private final int[] labels;
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
    this.labels = labels;
    this.matrix = new FloatPointer(x.values().length).put(x.values(), 0, x.values().length);
    this.flatWeights = new float[classes * columns];
    this.flatScores = new float[rows * classes];
    this.weights = new FloatPointer(flatWeights.length);
    this.scores = new FloatPointer(flatScores.length);
    this.gradient = new FloatPointer(flatWeights.length);
  }

  int parameters() {
    return classes * (columns + 1);
  }

  void penalty(double value) {
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
    double loss = residuals(parameters, slope);
    scores.put(flatScores, 0, flatScores.length);
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasTrans,
        openblas_nolapack.CblasNoTrans,
        classes,
        columns,
        rows,
        1f / rows,
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
    return loss / rows + penalty / 2 * squares;
  }

  /** Puts probabilities less what should have been into the scores; the summed loss. */
  private double residuals(double[] parameters, double[] slope) {
    int intercepts = classes * columns;
    Arrays.fill(slope, intercepts, slope.length, 0);
    double loss = 0;
    for (int row = 0, start = 0; row < rows; row++, start += classes) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        largest = Math.max(largest, flatScores[start + k] + parameters[intercepts + k]);
      }
      double sum = 0;
      double right = 0;
      for (int k = 0; k < classes; k++) {
        double score = flatScores[start + k] + parameters[intercepts + k] - largest;
        double power = Math.exp(score);
        right = k == labels[row] ? score : right;
        flatScores[start + k] = (float) power;
        sum += power;
      }
      loss += Math.log(sum) - right;
      for (int k = 0; k < classes; k++) {
        float residual = (float) (flatScores[start + k] / sum) - (k == labels[row] ? 1 : 0);
        flatScores[start + k] = residual;
        slope[intercepts + k] += (double) residual / rows;
      }
    }
    return loss;
  }

  @Override
  public void close() {
    matrix.close();
    weights.close();
    scores.close();
    gradient.close();
  }
}
