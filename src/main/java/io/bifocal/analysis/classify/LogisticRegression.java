package io.bifocal.analysis.classify;

/**
 * Multinomial logistic regression with an L2 penalty on the weights: minimizes C Σ loss + ½ ‖W‖² as
 * scikit-learn does, by L-BFGS. Classes are not weighed.
 *
 * <p>Where there are fewer images than values, the weights lie in the space that the images span,
 * and are looked for in it, which gives the same model in less time.
 */
final class LogisticRegression implements AutoCloseable {
  private static final double FLAT = 1e-5;

  /** Scikit-learn's is twice as large. */
  private static final double NEARLY_FLAT = 5e-5;

  private final int rows;
  private final LogisticLoss loss;
  private double[] parameters;

  /**
   * Prepares to fit.
   *
   * @param x scaled; kept
   * @param labels of its rows, from 0
   * @param classes how many there are, whether or not all occur
   */
  LogisticRegression(Matrix x, int[] labels, int classes) {
    this.rows = x.rows();
    this.loss =
        x.rows() < x.columns()
            ? new SpannedSoftmaxLoss(x, labels, classes)
            : new SoftmaxLoss(x, labels, classes);
    this.parameters = new double[loss.parameters()];
  }

  /**
   * Fits, from where the last fit ended.
   *
   * @param strength C, above 0: the larger, the less is held back
   */
  LinearModel fit(double strength) {
    return fit(strength, FLAT);
  }

  /** The same in fewer steps, near enough to choose a strength by. */
  LinearModel fitRoughly(double strength) {
    return fit(strength, NEARLY_FLAT);
  }

  private LinearModel fit(double strength, double flat) {
    loss.penalty(1 / (strength * rows));
    parameters = LimitedMemoryBfgs.minimize(loss, parameters, flat);
    return loss.model(parameters);
  }

  @Override
  public void close() {
    loss.close();
  }
}
