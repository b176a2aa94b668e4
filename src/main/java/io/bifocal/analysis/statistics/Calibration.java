package io.bifocal.analysis.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether confidence can be believed: of the rows that were predicted with a confidence of 0.8, are
 * 80 % right? Rows are put into bins of equal width by their confidence, of which a bin holds its
 * upper edge and not its lower one.
 *
 * <p>C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger: On calibration of modern neural networks. ICML
 * 2017, arXiv 1706.04599.
 *
 * @param expectedError expected calibration error, 0 to 1: the mean over rows of the distance
 *     between accuracy and mean confidence in the row's bin. Of few rows it is above 0 by chance
 *     alone
 * @param bins the reliability diagram, from low to high confidence; empty bins are among them
 */
public record Calibration(double expectedError, List<Bin> bins) {
  /** The number of bins where none is given: that of the paper. */
  public static final int BINS = 15;

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * One bar of the reliability diagram.
   *
   * @param low what the confidence is above
   * @param high what it is at most
   * @param rows how many there are
   * @param confidence their mean; NaN where there are none
   * @param accuracy the share that is right, with Wilson's interval of 95 %
   */
  public record Bin(double low, double high, int rows, double confidence, Estimate accuracy) {}

  /** Measures in 15 bins. */
  public static Calibration of(LabelledProbabilities rows) {
    return of(rows, BINS);
  }

  /**
   * Measures.
   *
   * @param bins at least 1
   * @throws IllegalArgumentException for fewer
   */
  public static Calibration of(LabelledProbabilities rows, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException(bins + " bins");
    }
    int[] counts = new int[bins];
    int[] hits = new int[bins];
    double[] sums = new double[bins];
    for (int row = 0; row < rows.rows(); row++) {
      // Rounding may carry a probability above 1.
      double confidence = Math.min(1, rows.confidence(row));
      int bin = Math.max(0, (int) Math.ceil(confidence * bins) - 1);
      counts[bin]++;
      sums[bin] += confidence;
      hits[bin] += rows.isRight(row) ? 1 : 0;
    }
    List<Bin> diagram = new ArrayList<>();
    double error = 0;
    for (int i = 0; i < bins; i++) {
      error += Math.abs(hits[i] - sums[i]) / rows.rows();
      diagram.add(
          new Bin(
              (double) i / bins,
              (double) (i + 1) / bins,
              counts[i],
              sums[i] / counts[i],
              BinomialInterval.wilson(hits[i], counts[i])));
    }
    return new Calibration(error, diagram);
  }
}
