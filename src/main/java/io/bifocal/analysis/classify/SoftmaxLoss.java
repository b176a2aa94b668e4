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
final class SoftmaxLoss implements LogisticLoss {
  static {
    Natives.ensureLoaded();
  }

  private final int rows;
  private final int columns;

  /** Rows that are gone over twice while a core has them at hand. */
  private final int block;

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
    this.block = Products.rowsAtOnce(classes, columns);
    this.residuals = new Residuals(labels, classes);
    this.matrix = new FloatPointer(x.values().length).put(x.values(), 0, x.values().length);
    this.flatWeights = new float[classes * columns];
    this.flatScores = new float[block * classes];
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
    Arrays.fill(slope, flatWeights.length, slope.length, 0);
    double loss = 0;
    for (int start = 0; start < rows; start += block) {
      loss += addBlock(start, Math.min(block, rows - start), parameters, slope);
    }
    gradient.get(flatWeights, 0, flatWeights.length);
    for (int i = 0; i < flatWeights.length; i++) {
      slope[i] = flatWeights[i] + penalty * parameters[i];
    }
    return loss + penalty / 2 * squares;
  }

  /** Adds what some of the rows say, while they are at hand, to loss and gradient. */
  private double addBlock(int start, int count, double[] parameters, double[] slope) {
    matrix.position((long) start * columns);
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasNoTrans,
        openblas_nolapack.CblasTrans,
        count,
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
    scores.get(flatScores, 0, count * classes);
    double loss = residuals.of(flatScores, start, count, parameters, slope, flatWeights.length);
    scores.put(flatScores, 0, count * classes);
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasTrans,
        openblas_nolapack.CblasNoTrans,
        classes,
        columns,
        count,
        1,
        scores,
        classes,
        matrix,
        columns,
        start == 0 ? 0 : 1,
        gradient,
        columns);
    return loss;
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
