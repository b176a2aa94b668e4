package io.bifocal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which runs a vacuum drops: those that are neither among the newest nor young. The last run always
 * stays.
 *
 * @param keepRuns runs that stay whatever their age, at least 1
 * @param olderThan age beyond which the others are dropped
 * @param always names of runs that stay in any case
 */
public record Retention(int keepRuns, Duration olderThan, Set<String> always) {
  public Retention {
    if (keepRuns < 1) {
      throw new IllegalArgumentException("the last run always stays");
    }
    always = Set.copyOf(always);
  }

  /**
   * The runs to drop, oldest first.
   *
   * @param runs all runs, oldest first
   * @param finished when a run ended
   */
  List<String> dropped(List<String> runs, Function<String, Instant> finished, Instant now) {
    Instant limit = now.minus(olderThan);
    return runs.subList(0, Math.max(0, runs.size() - keepRuns)).stream()
        .filter(run -> !always.contains(run))
        .filter(run -> finished.apply(run).isBefore(limit))
        .toList();
  }
}
