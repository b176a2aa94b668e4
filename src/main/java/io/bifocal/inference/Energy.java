package io.bifocal.inference;

import java.util.Optional;

/**
 * The free energy of the logits at temperature 1, the negative logarithm of the sum of their
 * exponentials: the lower, the more like what the network was trained on; it has no bounds. Always
 * of the logits as the network gives them, whatever {@link Temperature} does to the scores.
 *
 * <p>W. Liu, X. Wang, J. Owens, Y. Li: Energy-based out-of-distribution detection. NeurIPS 2020,
 * doi 10.48550/arXiv.2010.03759, equation 4.
 */
public record Energy() implements Guard {

  @Override
  public GuardInput input() {
    return GuardInput.LOGITS;
  }

  @Override
  public Optional<GuardMeter> open(FittedGuards fitted) {
    return Optional.of(evidence -> (float) of(evidence.logits()));
  }

  private static double of(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - largest);
    }
    return -(largest + StrictMath.log(sum));
  }
}
