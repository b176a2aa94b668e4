package io.bifocal.analysis.classify;

/**
 * How far probabilities are from what they should be.
 *
 * @param labels of the rows
 * @param classes how many there are
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Residuals(int[] labels, int classes) {

  /**
   * Puts the residuals of some rows, divided by the number of all, into {@code scores}.
   *
   * @param scores rows × classes, without intercepts
   * @param first of the rows
   * @param count how many
   * @param parameters with the intercepts
   * @param slopes to whose intercepts theirs are added
   * @param start of the intercepts in either
   * @return their negative log-likelihood, divided by the number of all rows
   */
  double of(float[] scores, int first, int count, double[] parameters, double[] slopes, int start) {
    int rows = labels.length;
    double loss = 0;
    for (int row = first, at = 0; row < first + count; row++, at += classes) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        largest = Math.max(largest, scores[at + k] + parameters[start + k]);
      }
      double sum = 0;
      double right = 0;
      for (int k = 0; k < classes; k++) {
        double score = scores[at + k] + parameters[start + k] - largest;
        double power = Math.exp(score);
        right = k == labels[row] ? score : right;
        scores[at + k] = (float) power;
        sum += power;
      }
      loss += Math.log(sum) - right;
      for (int k = 0; k < classes; k++) {
        double residual = (scores[at + k] / sum - (k == labels[row] ? 1 : 0)) / rows;
        scores[at + k] = (float) residual;
        slopes[start + k] += residual;
      }
    }
    return loss / rows;
  }
}
