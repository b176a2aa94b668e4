package io.bifocal.feature;

/** The threshold that best tells two classes of values apart, as OpenCV finds it. */
final class Otsu {
  private static final double EPSILON = Math.ulp(1f);

  private Otsu() {}

  /**
   * The smallest value at which the variance between the class up to it and the class above it is
   * largest; 0 where there is but one value.
   *
   * @param histogram counts of 256 values
   */
  static int threshold(int[] histogram) {
    double total = 0;
    double mean = 0;
    for (int value = 0; value < histogram.length; value++) {
      total += histogram[value];
      mean += value * (double) histogram[value];
    }
    double scale = 1 / total;
    mean *= scale;
    double lowShare = 0;
    double lowMean = 0;
    double largest = 0;
    int threshold = 0;
    for (int value = 0; value < histogram.length; value++) {
      double share = histogram[value] * scale;
      lowMean *= lowShare;
      lowShare += share;
      double highShare = 1 - lowShare;
      if (Math.min(lowShare, highShare) < EPSILON || Math.max(lowShare, highShare) > 1 - EPSILON) {
        continue;
      }
      lowMean = (lowMean + value * share) / lowShare;
      double highMean = (mean - lowShare * lowMean) / highShare;
      double between = lowShare * highShare * (lowMean - highMean) * (lowMean - highMean);
      if (between > largest) {
        largest = between;
        threshold = value;
      }
    }
    return threshold;
  }
}
