package io.bifocal.analysis.statistics;

/**
 * How good the predictions of labelled rows are, in the usual single figures.
 *
 * @param rows how many were scored
 * @param accuracy the share whose predicted class is right, with Wilson's interval
 * @param balancedAccuracy mean recall over the classes that occur
 * @param macroF1 mean F1 over the classes that occur or are predicted, 0 to 1
 * @param logLoss mean negative logarithm of the right class's probability, in nats, from 0; a
 *     probability below 1.19e-7 (2⁻²³, the step of a float at 1) counts as that, so that one sure
 *     mistake costs 15.9 and not everything
 * @param brier mean over rows of the squared distance to the right answer, summed over all classes:
 *     from 0 to 2 (G. W. Brier: Verification of forecasts expressed in terms of probability.
 *     Monthly Weather Review 78, 1950, doi 10.1175/1520-0493(1950)078&lt;0001:VOFEIT&gt;2.0.CO;2)
 */
public record Scores(
    int rows,
    Estimate accuracy,
    Estimate balancedAccuracy,
    double macroF1,
    double logLoss,
    double brier) {
  private static final double SMALLEST = 0x1p-23;

  /** Scores rows. */
  public static Scores of(LabelledProbabilities rows) {
    ConfusionMatrix matrix = ConfusionMatrix.of(rows);
    double logLoss = 0;
    double brier = 0;
    for (int row = 0; row < rows.rows(); row++) {
      logLoss += logLoss(rows, row);
      brier += brier(rows, row);
    }
    return new Scores(
        rows.rows(),
        matrix.accuracy(),
        matrix.balancedAccuracy(),
        matrix.macroF1(),
        logLoss / rows.rows(),
        brier / rows.rows());
  }

  /**
   * The share of rows whose class is among the k most probable, with Wilson's interval of 95 %. Of
   * equally probable classes the first in their order comes first.
   *
   * @param k at least 1; from the number of classes on, the share is 1
   */
  public static Estimate topAccuracy(LabelledProbabilities rows, int k) {
    long hits = 0;
    for (int row = 0; row < rows.rows(); row++) {
      int label = rows.label(row);
      float own = rows.probability(row, label);
      int before = 0;
      for (int other = 0; other < rows.classes(); other++) {
        float probability = rows.probability(row, other);
        before += probability > own || (probability == own && other < label) ? 1 : 0;
      }
      hits += before < k ? 1 : 0;
    }
    return BinomialInterval.wilson(hits, rows.rows());
  }

  static double logLoss(LabelledProbabilities rows, int row) {
    return -Math.log(Math.max(SMALLEST, rows.probability(row, rows.label(row))));
  }

  static double brier(LabelledProbabilities rows, int row) {
    double sum = 0;
    for (int k = 0; k < rows.classes(); k++) {
      double distance = (k == rows.label(row) ? 1 : 0) - rows.probability(row, k);
      sum += distance * distance;
    }
    return sum;
  }
}
