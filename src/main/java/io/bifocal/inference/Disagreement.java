package io.bifocal.inference;

import io.bifocal.conf.Help;
import java.util.Optional;

/**
 * How much two classifiers disagree that {@code fit} trains on the collection's labels, one on the
 * embedding and one on the vector of a classical extractor: the Jensen–Shannon divergence of their
 * probabilities in bits, 0 where they say the same, 1 where they exclude each other. Null where the
 * extractor fails on the picture.
 *
 * <p>J. Lin: Divergence measures based on the Shannon entropy. IEEE Transactions on Information
 * Theory 37, 1991, doi 10.1109/18.61115, equation 3.14 with equal weights.
 *
 * @param extractor the name of one of the configuration's extractors
 */
public record Disagreement(
    @Help("name of one of the extractors of this configuration") String extractor)
    implements Guard {

  @Override
  public GuardInput input() {
    return GuardInput.EMBEDDING;
  }

  @Override
  public Optional<GuardFit> learns() {
    return Optional.of(GuardFit.CLASSIFIERS);
  }

  @Override
  public Optional<GuardMeter> open(FittedGuards fitted) {
    return Optional.of(new Meter(fitted.deep(), fitted.classical()));
  }

  private record Meter(LinearClassifier deep, LinearClassifier classical) implements GuardMeter {
    @Override
    public boolean applies(Evidence evidence) {
      return evidence.vector() != null;
    }

    @Override
    public float value(Evidence evidence) {
      return (float)
          divergence(
              deep.probabilities(evidence.embedding()), classical.probabilities(evidence.vector()));
    }
  }

  /** The Jensen–Shannon divergence of two distributions, in bits. */
  static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double mean = (p[i] + q[i]) / 2;
      sum += term(p[i], mean) + term(q[i], mean);
    }
    return Math.min(1, Math.max(0, sum / 2 / StrictMath.log(2)));
  }

  private static double term(double probability, double mean) {
    return probability > 0 ? probability * StrictMath.log(probability / mean) : 0;
  }
}
