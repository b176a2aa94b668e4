package io.bifocal.inference;

/** What makes scores of logits; computed in double precision. */
public enum Activation {
  /** One label a picture: the scores of all labels sum to 1. */
  SOFTMAX {
    @Override
    public double[] apply(float[] logits) {
      double largest = Double.NEGATIVE_INFINITY;
      for (float logit : logits) {
        largest = Math.max(largest, logit);
      }
      double[] scores = new double[logits.length];
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        scores[i] = StrictMath.exp(logits[i] - largest);
        sum += scores[i];
      }
      for (int i = 0; i < logits.length; i++) {
        scores[i] /= sum;
      }
      return scores;
    }
  },
  /** Several labels a picture: each score is 1 / (1 + exp(-logit)), on its own. */
  SIGMOID {
    @Override
    public double[] apply(float[] logits) {
      double[] scores = new double[logits.length];
      for (int i = 0; i < logits.length; i++) {
        scores[i] = 1 / (1 + StrictMath.exp(-(double) logits[i]));
      }
      return scores;
    }
  },
  /** The scores are the network's outputs themselves, because the network activates them. */
  NONE {
    @Override
    public double[] apply(float[] logits) {
      double[] scores = new double[logits.length];
      for (int i = 0; i < logits.length; i++) {
        scores[i] = logits[i];
      }
      return scores;
    }
  };

  /**
   * The scores of all labels.
   *
   * @param logits one a label, finite
   */
  public abstract double[] apply(float[] logits);
}
