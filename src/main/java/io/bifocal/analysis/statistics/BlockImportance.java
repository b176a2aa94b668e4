package io.bifocal.analysis.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * How much of a classifier's accuracy hangs on one block of its features: what is lost when each
 * row gets the block of another row, drawn at random, so that the block keeps its distribution and
 * says nothing of the label. A block whose content other blocks repeat has little importance, even
 * if alone it would do.
 *
 * <p>L. Breiman: Random forests. Machine Learning 45, 2001, section 10, doi
 * 10.1023/A:1010933404324. Of any classifier: A. Fisher, C. Rudin, F. Dominici: All models are
 * wrong, but many are useful. Journal of Machine Learning Research 20, 2019, arXiv 1801.01489.
 */
public final class BlockImportance {
  private BlockImportance() {}

  /** Judges the rows of one test set after the rows of a block changed places. */
  @FunctionalInterface
  public interface Judge {
    /**
     * Judges.
     *
     * @param order for each row, the row whose block it gets; every row once
     * @return whether each row's prediction is right
     */
    boolean[] judge(int[] order);
  }

  /**
   * The mean drop of accuracy.
   *
   * @param unchanged whether each row's prediction is right with its own block; at least 2 rows
   * @param repeats how often the rows change places, at least 1; more make the interval a little
   *     narrower, as they take the luck of the draw out of it
   * @param seed of the orders
   * @return from −1 to 1, below 0 where the block misleads. The interval, of 95 %, is that of the
   *     mean over rows of (right before − share of repeats in which it is right after), by
   *     Student's t: it is about other test rows of the same kind, for this fitted classifier
   * @throws IllegalArgumentException for too few rows or repeats
   */
  public static Estimate of(boolean[] unchanged, int repeats, long seed, Judge judge) {
    int rows = unchanged.length;
    if (rows < 2 || repeats < 1) {
      throw new IllegalArgumentException(rows + " rows, " + repeats + " repeats");
    }
    int[] hits = new int[rows];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < repeats; i++) {
      boolean[] right = judge.judge(shuffled(rows, random));
      for (int row = 0; row < rows; row++) {
        hits[row] += right[row] ? 1 : 0;
      }
    }
    double[] drops = new double[rows];
    Arrays.setAll(drops, row -> (unchanged[row] ? 1 : 0) - (double) hits[row] / repeats);
    double mean = new Mean().evaluate(drops);
    double error = new StandardDeviation().evaluate(drops) / Math.sqrt(rows);
    double quantile =
        new TDistribution(null, rows - 1.0)
            .inverseCumulativeProbability((1 + Estimate.CONFIDENCE) / 2);
    return new Estimate(
        mean, Math.max(-1, mean - quantile * error), Math.min(1, mean + quantile * error));
  }

  private static int[] shuffled(int rows, SplittableRandom random) {
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
