package io.bifocal.analysis.classify;

/** Makes probabilities of logits. */
public final class Softmax {
  private Softmax() {}

  /** The probabilities of one row. */
  public static float[] of(float[] logits, float temperature) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    double[] powers = new double[logits.length];
    for (int k = 0; k < powers.length; k++) {
      powers[k] = Math.exp((logits[k] - largest) / temperature);
      sum += powers[k];
    }
    float[] probabilities = new float[powers.length];
    for (int k = 0; k < powers.length; k++) {
      probabilities[k] = (float) (powers[k] / sum);
    }
    return probabilities;
  }

  /** The probabilities of all rows. */
  public static float[][] of(float[][] logits, float temperature) {
    float[][] probabilities = new float[logits.length][];
    for (int row = 0; row < logits.length; row++) {
      probabilities[row] = of(logits[row], temperature);
    }
    return probabilities;
  }
}
