package io.bifocal.analysis.statistics;

/**
 * What the accuracy on one held-out test set promises of the accuracy on all pictures like them: it
 * is at least this, with a confidence of 95 %. It holds for a classifier that was fixed before the
 * test rows were looked at, and for rows that are independent; images of one group are not, so
 * count groups, or say so.
 *
 * <p>W. Hoeffding: Probability inequalities for sums of bounded random variables. Journal of the
 * American Statistical Association 58, 1963, doi 10.1080/01621459.1963.10500830.
 *
 * @param accuracy the share of hits in the test set
 * @param clopperPearson the exact bound, the tighter one and the one to quote
 * @param hoeffding for comparison: the bound that knows the number of rows alone and not how the
 *     errors are distributed, accuracy − √(ln 20 / 2n), at least 0
 */
public record AccuracyBound(double accuracy, double clopperPearson, double hoeffding) {
  /**
   * The bounds.
   *
   * @param hits rows whose class was predicted
   * @param rows all rows of the test set, at least 1
   * @throws IllegalArgumentException for numbers out of range
   */
  public static AccuracyBound of(long hits, long rows) {
    if (rows < 1) {
      throw new IllegalArgumentException(rows + " rows");
    }
    double accuracy = (double) hits / rows;
    return new AccuracyBound(
        accuracy,
        BinomialInterval.clopperPearsonLowerBound(hits, rows, Estimate.CONFIDENCE),
        Math.max(0, accuracy - Math.sqrt(-Math.log(1 - Estimate.CONFIDENCE) / (2 * rows))));
  }
}
