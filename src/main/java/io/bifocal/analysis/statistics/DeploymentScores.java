package io.bifocal.analysis.statistics;

/**
 * How good predictions will be where classes are as frequent as in deployment, told from rows in
 * which they are not: each row weighs as much as its class in deployment, divided by the class's
 * rows.
 *
 * @param covered the sum of the deployment's priors of the classes that occur among the rows, 0 to
 *     1. The figures are about these classes alone: of the others nothing is known
 * @param unadjusted of the probabilities as they are
 * @param adjusted of the probabilities after {@link Priors#adjusted}
 */
public record DeploymentScores(double covered, Figures unadjusted, Figures adjusted) {
  /**
   * Weighted means.
   *
   * @param accuracy Σ prior · recall, with an interval of 95 % that takes the priors as exact
   * @param logLoss as of {@link Scores}
   * @param brier as of {@link Scores}
   */
  public record Figures(Estimate accuracy, double logLoss, double brier) {}

  /**
   * Scores rows.
   *
   * @param training the priors that the classifier was trained under
   * @param deployment those under which it is to be used
   * @throws IllegalArgumentException if either is not a distribution over the classes
   */
  public static DeploymentScores of(
      LabelledProbabilities rows, double[] training, double[] deployment) {
    Priors.check(training, rows.classes());
    Priors.check(deployment, rows.classes());
    long[] counts = rows.classCounts();
    double covered = 0;
    for (int k = 0; k < counts.length; k++) {
      covered += counts[k] > 0 ? deployment[k] : 0;
    }
    LabelledProbabilities adjusted =
        rows.with(Priors.adjusted(rows.values(), training, deployment));
    return new DeploymentScores(
        covered,
        figures(rows, counts, deployment, covered),
        figures(adjusted, counts, deployment, covered));
  }

  private static Figures figures(
      LabelledProbabilities rows, long[] counts, double[] deployment, double covered) {
    double logLoss = 0;
    double brier = 0;
    for (int row = 0; row < rows.rows(); row++) {
      int label = rows.label(row);
      double weight = deployment[label] / counts[label] / covered;
      logLoss += weight * Scores.logLoss(rows, row);
      brier += weight * Scores.brier(rows, row);
    }
    return new Figures(WeightedShares.mean(ConfusionMatrix.of(rows), deployment), logLoss, brier);
  }
}
