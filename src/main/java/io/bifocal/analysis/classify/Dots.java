package io.bifocal.analysis.classify;

/** Scalar products in double precision. */
final class Dots {
  private Dots() {}

  static double dot(double[] a, double[] b) {
    return dot(a, 0, b, 0, a.length);
  }

  /**
   * Of {@code length} numbers of each, from {@code aStart} and {@code bStart} on. Four sums side by
   * side: one would wait for each addition, as their order is fixed.
   */
  static double dot(double[] a, int aStart, double[] b, int bStart, int length) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      first += a[aStart + i] * b[bStart + i];
      second += a[aStart + i + 1] * b[bStart + i + 1];
      third += a[aStart + i + 2] * b[bStart + i + 2];
      fourth += a[aStart + i + 3] * b[bStart + i + 3];
    }
    for (; i < length; i++) {
      first += a[aStart + i] * b[bStart + i];
    }
    return first + second + third + fourth;
  }
}
