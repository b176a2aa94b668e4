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
    return Activation.SOFTMAX.apply(logits(vector));
  }

  /** What the softmax makes probabilities of. */
  float[] logits(float[] vector) {
    float[] logits = new float[weights.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Vectors.dot(weights[i], vector, vector.length) + weights[i][vector.length];
    }
    return logits;
  }
}
