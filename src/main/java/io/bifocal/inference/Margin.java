package io.bifocal.inference;

import java.util.Optional;

/**
 * The probability of the best label less that of the second: 0 where the network cannot decide
 * between two, 1 where it is sure; with a single label always 1. Of the probabilities that the
 * scores are, so after {@link Temperature} if that is asked for, too.
 *
 * <p>T. Scheffer, C. Decomain, S. Wrobel: Active hidden Markov models for information extraction.
 * IDA 2001, doi 10.1007/3-540-44816-0_31.
 */
public record Margin() implements Guard {

  @Override
  public GuardInput input() {
    return GuardInput.LOGITS;
  }

  @Override
  public Optional<GuardMeter> open(FittedGuards fitted) {
    return Optional.of(evidence -> (float) of(evidence.probabilities()));
  }

  private static double of(double[] probabilities) {
    double best = 0;
    double second = 0;
    for (double probability : probabilities) {
      if (probability > best) {
        second = best;
        best = probability;
      } else if (probability > second) {
        second = probability;
      }
    }
    return best - second;
  }
}
