package io.bifocal.analysis.classify;

/**
 * Multinomial logistic regression with an L2 penalty on the weights: minimizes C Σ loss + ½ ‖W‖² as
 * scikit-learn does, by L-BFGS. Classes are not weighed.
 *
 * <p>Where there are fewer images than values, the weights lie in the space that the images span,
 * and are looked for in it: the images are replaced by the rows of the Cholesky factor of their
 * scalar products, which gives the same model in less time.
 */
final class LogisticRegression implements AutoCloseable {
  private static final double FLAT = 1e-5;

  /** Scikit-learn's is twice as large. */
  private static final double NEARLY_FLAT = 5e-5;

  private final Matrix x;
  private final int classes;
  private final SpannedSpace space;
  private final SoftmaxLoss loss;
  private double[] parameters;

  /**
   * Prepares to fit.
   *
   * @param x scaled; kept
   * @param labels of its rows, from 0
   * @param classes how many there are, whether or not all occur
   */
  LogisticRegression(Matrix x, int[] labels, int classes) {
    this.x = x;
    this.classes = classes;
    this.space = x.rows() < x.columns() ? SpannedSpace.of(x) : null;
    this.loss = new SoftmaxLoss(space == null ? x : space.coordinates(), labels, classes);
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
    loss.penalty(1 / (strength * x.rows()));
    parameters = LimitedMemoryBfgs.minimize(loss, parameters, flat);
    return model();
  }

  private LinearModel model() {
    int columns = parameters.length / classes - 1;
    float[] flat = new float[classes * columns];
    float[] intercepts = new float[classes];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) parameters[i];
    }
    for (int k = 0; k < classes; k++) {
      intercepts[k] = (float) parameters[classes * columns + k];
    }
    Matrix weights = new Matrix(flat, classes, columns);
    if (space != null) {
      weights = space.weights(weights, x);
    }
    float[][] rows = new float[classes][];
    for (int k = 0; k < classes; k++) {
      rows[k] = weights.row(k);
    }
    return new LinearModel(rows, intercepts);
  }

  @Override
  public void close() {
    loss.close();
  }
}
