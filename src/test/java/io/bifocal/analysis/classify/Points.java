package io.bifocal.analysis.classify;

/**
 * Rows that src/test/resources/classify/reference.py makes by the same formulas. What the tests
 * expect of them is what that script prints.
 */
final class Points {
  static final int CLASSES = 3;

  private Points() {}

  /** To train with: 90 rows. */
  static Matrix known(int columns) {
    return rows(90, columns, 0);
  }

  /** To test with: 60 rows. */
  static Matrix tested(int columns) {
    return rows(60, columns, 90);
  }

  /** The classes of either. */
  static int[] labels(Matrix rows) {
    int[] labels = new int[rows.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = row % CLASSES;
    }
    return labels;
  }

  static int best(float[] logits) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      if (logits[k] > logits[best]) {
        best = k;
      }
    }
    return best;
  }

  static double accuracy(float[][] logits) {
    int right = 0;
    for (int row = 0; row < logits.length; row++) {
      right += best(logits[row]) == row % CLASSES ? 1 : 0;
    }
    return (double) right / logits.length;
  }

  private static Matrix rows(int count, int columns, int first) {
    float[] values = new float[count * columns];
    for (int row = 0, at = 0; row < count; row++) {
      int label = (first + row) % CLASSES;
      for (int column = 1; column <= columns; column++, at++) {
        double noise = Math.sin(12.9898 * (first + row + 1) * column + 78.233 * column * column);
        values[at] = (float) (noise + 0.3 * Math.cos(label * column));
      }
    }
    return new Matrix(values, count, columns);
  }
}
