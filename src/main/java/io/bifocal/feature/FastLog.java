package io.bifocal.feature;

/** Logarithms for sums over pixels: from a table, some times faster than {@link Math#log}. */
final class FastLog {
  private static final int BITS = 9;
  private static final int MANTISSA = 52;
  private static final double LOG2_E = 1 / Math.log(2);

  /** The logarithm of the middle of each interval of the mantissa, and the middle's inverse. */
  private static final double[] LOGARITHMS = new double[1 << BITS];

  private static final double[] INVERSES = new double[1 << BITS];

  static {
    for (int i = 0; i < LOGARITHMS.length; i++) {
      double middle = 1 + (i + 0.5) / LOGARITHMS.length;
      LOGARITHMS[i] = Math.log(middle) * LOG2_E;
      INVERSES[i] = 1 / middle;
    }
  }

  private FastLog() {}

  /**
   * The logarithm to base 2 of a normal positive number, to 1e-12; a finite number, less than
   * -1022, for 0.
   */
  static double log2(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int interval = ((int) (bits >>> (MANTISSA - BITS))) & ((1 << BITS) - 1);
    double mantissa =
        Double.longBitsToDouble((bits & ((1L << MANTISSA) - 1)) | (1023L << MANTISSA));
    double r = mantissa * INVERSES[interval] - 1;
    double rest = r * (1 - r * (0.5 - r * (1.0 / 3)));
    return (int) (bits >>> MANTISSA) - 1023 + LOGARITHMS[interval] + rest * LOG2_E;
  }
}
