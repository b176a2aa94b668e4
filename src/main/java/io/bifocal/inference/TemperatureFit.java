package io.bifocal.inference;

import java.util.List;

/**
 * Learns the temperature under which the labels of held-out pictures are most probable. The loss is
 * convex in the inverse of the temperature, so its slope is followed to 0 by bisection.
 */
public final class TemperatureFit {
  /** Where the network is never wrong, or never right, there is no best temperature between. */
  private static final double LOWEST = 0.01;

  private static final double HIGHEST = 100;

  /** Each halves the interval: beyond the last bit of a float. */
  private static final int STEPS = 48;

  private final List<float[]> logits;
  private final int[] labels;

  private TemperatureFit(List<float[]> logits, int[] labels) {
    this.logits = logits;
    this.labels = labels;
  }

  /**
   * What was learnt.
   *
   * @param temperature 0.01 to 100
   * @param before mean negative log-likelihood of the labels at temperature 1, in nats
   * @param after the same at the temperature
   */
  public record Result(float temperature, double before, double after) {}

  /**
   * Learns from pictures.
   *
   * @param logits at least one, of the same length, finite
   * @param labels the index of the right one of each
   */
  public static Result learn(List<float[]> logits, int[] labels) {
    return new TemperatureFit(logits, labels).learn();
  }

  private Result learn() {
    double low = 1 / HIGHEST;
    double high = 1 / LOWEST;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (slope(middle) > 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    float temperature = (float) (2 / (low + high));
    return new Result(temperature, loss(1), loss(1 / (double) temperature));
  }

  /** The derivative of the summed loss by the inverse temperature. */
  private double slope(double inverse) {
    double slope = 0;
    for (int k = 0; k < labels.length; k++) {
      float[] values = logits.get(k);
      double largest = largest(values);
      double sum = 0;
      double weighted = 0;
      for (float value : values) {
        double weight = StrictMath.exp(inverse * (value - largest));
        sum += weight;
        weighted += weight * value;
      }
      slope += weighted / sum - values[labels[k]];
    }
    return slope;
  }

  private double loss(double inverse) {
    double loss = 0;
    for (int k = 0; k < labels.length; k++) {
      float[] values = logits.get(k);
      double largest = largest(values);
      double sum = 0;
      for (float value : values) {
        sum += StrictMath.exp(inverse * (value - largest));
      }
      loss += StrictMath.log(sum) - inverse * (values[labels[k]] - largest);
    }
    return loss / labels.length;
  }

  private static double largest(float[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
