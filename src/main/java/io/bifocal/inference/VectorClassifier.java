package io.bifocal.inference;

import java.io.Serializable;
import java.util.List;

/**
 * Says what is on a picture by vectors of it, end to end: a linear classifier of how far each value
 * is from its mean, believed up to a limit.
 */
public final class VectorClassifier implements Serializable {
  private static final long serialVersionUID = 1;

  /** Labels in a row of the table. */
  private static final int TOP = 5;

  private final List<String> labels;
  private final float[] means;
  private final float[] limits;
  private final LinearClassifier linear;

  /**
   * @param labels at least two
   * @param means of each value
   * @param limits of each value, 0 or more: what is further from the mean counts as so far
   * @param linear of the differences; its probabilities are calibrated
   */
  public VectorClassifier(
      List<String> labels, float[] means, float[] limits, LinearClassifier linear) {
    if (linear.weights().length != labels.size()
        || limits.length != means.length
        || linear.weights()[0].length != means.length + 1) {
      throw new IllegalArgumentException("labels, means, limits and weights do not go together");
    }
    this.labels = List.copyOf(labels);
    this.means = means;
    this.limits = limits;
    this.linear = linear;
  }

  public List<String> labels() {
    return labels;
  }

  public float[] means() {
    return means;
  }

  public float[] limits() {
    return limits;
  }

  public LinearClassifier linear() {
    return linear;
  }

  /** How many values it looks at. */
  public int length() {
    return means.length;
  }

  /**
   * What is on a picture: the five best labels at most.
   *
   * @param values of the vectors, finite; not changed
   */
  public Prediction classify(float[] values) {
    float[] differences = new float[means.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = Math.max(-limits[i], Math.min(limits[i], values[i] - means[i]));
    }
    float[] logits = linear.logits(differences);
    return new Prediction.Builder()
        .logits(logits)
        .top(new Classifier(labels, Activation.SOFTMAX, Math.min(TOP, labels.size())).best(logits))
        .build();
  }
}
