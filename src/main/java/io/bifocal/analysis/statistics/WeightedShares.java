package io.bifocal.analysis.statistics;

/**
 * The weighted mean of the classes' recalls, with an interval of 95 %.
 *
 * <p>The recalls are shares of different rows and so independent. The squared distance of the mean
 * to either bound is the sum of the squared, weighted distances of the recalls to theirs, which are
 * Wilson's: G. Y. Zou, W. Huang, X. Zhang: A note on confidence interval estimation for a linear
 * function of binomial proportions. Computational Statistics and Data Analysis 53, 2009, doi
 * 10.1016/j.csda.2008.09.033.
 */
final class WeightedShares {
  private WeightedShares() {}

  /**
   * The mean over the classes that occur.
   *
   * @param weights one a class, at least 0; only their proportions count
   * @return unknown where no class that occurs has a weight
   */
  static Estimate mean(ConfusionMatrix matrix, double[] weights) {
    double total = 0;
    for (int k = 0; k < weights.length; k++) {
      total += matrix.labelled(k) > 0 ? weights[k] : 0;
    }
    double mean = 0;
    double below = 0;
    double above = 0;
    for (int k = 0; k < weights.length; k++) {
      if (matrix.labelled(k) > 0 && weights[k] > 0) {
        Estimate recall = matrix.recall(k);
        double weight = weights[k] / total;
        mean += weight * recall.value();
        below += square(weight * (recall.value() - recall.low()));
        above += square(weight * (recall.high() - recall.value()));
      }
    }
    return total > 0
        ? new Estimate(
            mean, Math.max(0, mean - Math.sqrt(below)), Math.min(1, mean + Math.sqrt(above)))
        : Estimate.UNKNOWN;
  }

  private static double square(double number) {
    return number * number;
  }
}
