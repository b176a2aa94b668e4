package io.bifocal.analysis.classify;

import io.bifocal.inference.LinearClassifier;
import io.bifocal.inference.VectorClassifier;
import java.util.List;

/**
 * Linear scores of classes, of values that are scaled.
 *
 * @param weights classes × values
 * @param intercepts one a class
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LinearModel(float[][] weights, float[] intercepts) implements Scorer {

  @Override
  public float[][] logits(Matrix rows) {
    int classes = intercepts.length;
    float[] flat = new float[classes * rows.columns()];
    for (int k = 0; k < classes; k++) {
      System.arraycopy(weights[k], 0, flat, k * rows.columns(), rows.columns());
    }
    Matrix products = Products.rowsByRows(rows, new Matrix(flat, classes, rows.columns()));
    float[][] logits = new float[rows.rows()][classes];
    for (int row = 0; row < logits.length; row++) {
      for (int k = 0; k < classes; k++) {
        logits[row][k] = products.values()[row * classes + k] + intercepts[k];
      }
    }
    return logits;
  }

  /**
   * The same for values as they are.
   *
   * @param scaling of the values
   * @param temperature what the scores are divided by
   * @param labels of the classes
   */
  public VectorClassifier of(BlockScaling scaling, double temperature, List<String> labels) {
    float[] factors = scaling.factors();
    float[][] rows = new float[intercepts.length][factors.length + 1];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < factors.length; i++) {
        rows[k][i] = (float) (weights[k][i] * factors[i] / temperature);
      }
      rows[k][factors.length] = (float) (intercepts[k] / temperature);
    }
    return new VectorClassifier(
        labels, scaling.means(), scaling.limits(), new LinearClassifier(rows));
  }
}
