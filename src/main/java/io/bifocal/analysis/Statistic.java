package io.bifocal.analysis;

import io.bifocal.conf.DriftFailures;
import io.bifocal.conf.DriftWarnings;
import java.util.Optional;

/** What says how far something has drifted, with its thresholds in the configuration. */
enum Statistic {
  POPULATION_STABILITY_INDEX("population stability index"),
  KOLMOGOROV_SMIRNOV("Kolmogorov-Smirnov distance"),
  REJECTED("increase of rejected share"),
  OUT_OF_DISTRIBUTION("increase of out-of-distribution share");

  private final String words;

  Statistic(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  double threshold(DriftWarnings warnings) {
    return switch (this) {
      case POPULATION_STABILITY_INDEX -> warnings.populationStabilityIndex();
      case KOLMOGOROV_SMIRNOV -> warnings.kolmogorovSmirnov();
      case REJECTED -> warnings.rejected();
      case OUT_OF_DISTRIBUTION -> warnings.outOfDistribution();
    };
  }

  Optional<Double> threshold(DriftFailures failures) {
    return switch (this) {
      case POPULATION_STABILITY_INDEX -> failures.populationStabilityIndex();
      case KOLMOGOROV_SMIRNOV -> failures.kolmogorovSmirnov();
      case REJECTED -> failures.rejected();
      case OUT_OF_DISTRIBUTION -> failures.outOfDistribution();
    };
  }
}
