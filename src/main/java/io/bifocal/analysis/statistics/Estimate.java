package io.bifocal.analysis.statistics;

/**
 * A figure with its interval, which holds the true value with a confidence of 95 % unless the
 * method that made it says otherwise.
 *
 * @param value NaN where nothing was seen that tells it
 * @param low at most the value
 * @param high at least the value
 */
public record Estimate(double value, double low, double high) {
  /** The confidence of every interval that does not ask for another. */
  public static final double CONFIDENCE = 0.95;

  /** What nothing is known of: no value, and no bounds. */
  static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  /** That of the figure with the other sign. */
  public Estimate negated() {
    return new Estimate(-value, -high, -low);
  }

  /** Whether the interval, ends included, holds a number. */
  public boolean contains(double number) {
    return low <= number && number <= high;
  }

  /** Whether the two intervals have a number in common; of an unknown one that cannot be denied. */
  public boolean overlaps(Estimate other) {
    return !(low > other.high || other.low > high);
  }
}
