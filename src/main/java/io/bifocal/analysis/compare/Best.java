package io.bifocal.analysis.compare;

/** The largest of some numbers. */
final class Best {
  private Best() {}

  /** Its index, the first of equals; 0 where all are NaN. */
  static int of(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
