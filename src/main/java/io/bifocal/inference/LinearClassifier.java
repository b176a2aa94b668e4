package io.bifocal.inference;

import java.io.Serializable;

/** Multinomial logistic regression: the softmax of a linear function of a vector. */
public final class LinearClassifier implements Serializable {
  private static final long serialVersionUID = 1;

  /** No class. */
  public static final LinearClassifier NONE = new LinearClassifier(new float[0][]);

  private final float[][] weights;

  /**
   * @param weights a row a class: a weight for each value of a vector, and the intercept last
   */
  public LinearClassifier(float[][] weights) {
    this.weights = weights;
  }

  /** A row a class, the intercept last. */
  public float[][] weights() {
    return weights;
  }

  /** The probabilities of the classes. */
  double[] probabilities(float[] vector) {
    float[] scores = new float[weights.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Vectors.dot(weights[i], vector, vector.length) + weights[i][vector.length];
    }
    return Activation.SOFTMAX.apply(scores);
  }
}
