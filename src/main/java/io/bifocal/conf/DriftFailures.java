package io.bifocal.conf;

import java.util.Optional;

/** Differences between two runs above which a job fails, if they are significant, too. */
public record DriftFailures(
    @Help("as in warn") Optional<Double> populationStabilityIndex,
    @Help("as in warn") Optional<Double> kolmogorovSmirnov,
    @Help("as in warn") Optional<Double> rejected,
    @Help("as in warn") Optional<Double> outOfDistribution) {

  public DriftFailures {
    populationStabilityIndex.ifPresent(value -> check("population-stability-index", value));
    kolmogorovSmirnov.ifPresent(value -> check("kolmogorov-smirnov", value));
    rejected.ifPresent(value -> check("rejected", value));
    outOfDistribution.ifPresent(value -> check("out-of-distribution", value));
  }

  static void check(String key, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new UserError(key + " = " + value + " is out of range; give a number of at least 0");
    }
  }
}
