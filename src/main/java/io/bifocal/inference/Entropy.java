package io.bifocal.inference;

import java.util.Optional;

/**
 * Shannon's entropy of the probabilities of the labels, in nats: 0 for a network that is sure, the
 * logarithm of the number of labels for one that cannot tell at all. Of the probabilities that the
 * scores are, so after {@link Temperature} if that is asked for, too.
 *
 * <p>C. E. Shannon: A mathematical theory of communication. Bell System Technical Journal 27, 1948,
 * doi 10.1002/j.1538-7305.1948.tb01338.x.
 */
public record Entropy() implements Guard {

  @Override
  public GuardInput input() {
    return GuardInput.LOGITS;
  }

  @Override
  public Optional<GuardMeter> open(FittedGuards fitted) {
    return Optional.of(evidence -> (float) of(evidence.probabilities()));
  }

  private static double of(double[] probabilities) {
    double sum = 0;
    for (double probability : probabilities) {
      if (probability > 0) {
        sum -= probability * StrictMath.log(probability);
      }
    }
    return Math.max(0, sum);
  }
}
