package io.bifocal.conf;

/** Differences between two runs above which a run warns, if they are significant, too. */
public record DriftWarnings(
    @Default("0.25")
        @Help(
            "population stability index of labels, splits, predicted labels, or any value of a vector; by convention 0.1 is some change, 0.25 a large one")
        double populationStabilityIndex,
    @Default("0.2")
        @Help(
            "Kolmogorov–Smirnov distance of any value of a vector, a score or a guard, 0 to 1; 0.2 is half a standard deviation")
        double kolmogorovSmirnov,
    @Default("0.05")
        @Help("increase of the share of files that are rejected for one reason, 0 to 1")
        double rejected,
    @Default("0.05")
        @Help(
            "increase of the share of images that a guard (energy, mahalanobis, nearest-neighbours) puts above the 99th percentile, 0 to 1")
        double outOfDistribution) {

  public DriftWarnings {
    DriftFailures.check("population-stability-index", populationStabilityIndex);
    DriftFailures.check("kolmogorov-smirnov", kolmogorovSmirnov);
    DriftFailures.check("rejected", rejected);
    DriftFailures.check("out-of-distribution", outOfDistribution);
  }
}
