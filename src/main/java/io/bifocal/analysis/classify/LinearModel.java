package io.bifocal.analysis.classify;

/**
 * Linear scores of classes.
 *
 * @param weights classes × values
 * @param intercepts one a class
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record LinearModel(float[][] weights, float[] intercepts) implements Scorer {

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
}
