package io.bifocal.analysis.compare;

import io.bifocal.analysis.compare.Robustness.CorruptionScore;
import io.bifocal.analysis.statistics.BinomialInterval;
import io.bifocal.analysis.statistics.Estimate;
import java.util.List;

/**
 * Under how many corruptions a set errs less than another beyond chance: where the intervals of
 * their errors, on average over the severities, do not overlap. The severities of an image are not
 * independent, so each image counts once.
 */
final class CorruptionWins {
  private CorruptionWins() {}

  /** Corruptions under which {@code better} is ahead of {@code other} at {@code labels}. */
  static long count(Robustness robustness, String better, String other, int labels) {
    List<String> corruptions =
        robustness.errors().stream()
            .filter(error -> error.severity() > 0)
            .map(CorruptionScore::corruption)
            .distinct()
            .toList();
    return corruptions.stream()
        .filter(
            corruption -> {
              Estimate first = error(robustness, better, corruption, labels);
              Estimate second = error(robustness, other, corruption, labels);
              return first.high() < second.low();
            })
        .count();
  }

  private static Estimate error(Robustness robustness, String set, String corruption, int labels) {
    double mean =
        robustness.errors().stream()
            .filter(error -> error.set().equals(set) && error.labels() == labels)
            .filter(error -> error.corruption().equals(corruption))
            .mapToDouble(error -> error.error().value())
            .average()
            .orElseThrow();
    return BinomialInterval.wilson(Math.round(mean * robustness.images()), robustness.images());
  }
}
