package io.bifocal.analysis.classify;

/**
 * What multinomial logistic regression minimizes: the mean negative log-likelihood of the labels,
 * and the squared weights, intercepts left out, by half the penalty.
 */
interface LogisticLoss extends LimitedMemoryBfgs.Function, AutoCloseable {

  /** How many numbers it depends on; begin with zeros. */
  int parameters();

  void penalty(double value);

  /** The model that parameters stand for. */
  LinearModel model(double[] parameters);

  @Override
  void close();
}
