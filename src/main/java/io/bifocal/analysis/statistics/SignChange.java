package io.bifocal.analysis.statistics;

/**
 * Where a line through points changes its sign. Of several places it is the one that parts the line
 * best: where the area after it minus the area before it, signs and all, is the largest. Small
 * wiggles about 0, at either end, are so passed over.
 *
 * @param place NaN where the sign never changes
 * @param sign of the line after it; where it never changes, of the whole line, and 0 of a line that
 *     is 0 everywhere
 */
record SignChange(double place, int sign) {
  /**
   * Looks for it.
   *
   * @param axis ascending
   * @param values of the line at the axis's numbers
   */
  static SignChange of(double[] axis, double[] values) {
    double all = areaTo(axis, values, axis[axis.length - 1]);
    SignChange best = new SignChange(Double.NaN, 0);
    double largest = -1;
    int last = -1;
    for (int i = 0; i < axis.length; i++) {
      if (values[i] == 0) {
        continue;
      }
      if (last >= 0 && values[i] * Math.signum(values[last]) < 0) {
        double place = between(axis, values, last, i);
        double gain = all - 2 * areaTo(axis, values, place);
        if (Math.abs(gain) > largest) {
          largest = Math.abs(gain);
          best = new SignChange(place, (int) Math.signum(gain));
        }
      }
      last = i;
    }
    boolean none = Double.isNaN(best.place) && last >= 0;
    return none ? new SignChange(Double.NaN, (int) Math.signum(values[last])) : best;
  }

  boolean exists() {
    return !Double.isNaN(place);
  }

  /** Between neighbours on the line; where it lies on 0 for a while, in the middle of that. */
  private static double between(double[] axis, double[] values, int from, int to) {
    if (to > from + 1) {
      return (axis[from + 1] + axis[to - 1]) / 2;
    }
    double share = values[from] / (values[from] - values[to]);
    return axis[from] + share * (axis[to] - axis[from]);
  }

  private static double areaTo(double[] axis, double[] values, double end) {
    double area = 0;
    for (int i = 1; i < axis.length && axis[i - 1] < end; i++) {
      double width = axis[i] - axis[i - 1];
      double share = Math.min(1, (end - axis[i - 1]) / width);
      double value = values[i - 1] + share * (values[i] - values[i - 1]);
      area += share * width * (values[i - 1] + value) / 2;
    }
    return area;
  }
}
