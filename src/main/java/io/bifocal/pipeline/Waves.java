package io.bifocal.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Hands out the plan wave by wave. Waves begin small, to find out how much longer work takes than
 * it was expected to; from then on each is as large as what the machines do in a fixed time. The
 * tasks of the last one are small, so that all machines end together.
 */
final class Waves {
  /** Between two commits. */
  private static final double SECONDS_A_WAVE = 120;

  private static final int TASKS_PER_CORE = 4;
  private static final int TASKS_PER_CORE_AT_LAST = 16;
  private static final int ROUNDS_AT_FIRST = 2;

  /** Of a task: to open its files costs as much as some images. */
  private static final double SHORTEST_SECONDS = 1;

  /** Against sums that rounding leaves a hair too small. */
  private static final double ALMOST = 0.999;

  private final List<Unit> units;
  private int next;
  private double remaining;
  private double expected;
  private double taken;

  Waves(List<Unit> units) {
    this.units = units;
    this.remaining = units.stream().mapToDouble(Unit::seconds).sum();
  }

  boolean hasNext() {
    return next < units.size();
  }

  /** Tasks that were expected to take {@code seconds} took {@code actual}. */
  void took(double seconds, double actual) {
    expected += seconds;
    taken += actual;
  }

  /** How long work takes, in relation to what was expected; 1 while nothing is known. */
  double factor() {
    return isMeasured() ? taken / expected : 1;
  }

  /**
   * The next wave, of those that there are.
   *
   * @param cores tasks that run at the same time
   * @param secondsLeft until the run has to end; what is larger than that is made smaller
   * @return its tasks; none if not even one round of the smallest fits into the time that is left
   */
  List<Unit> next(int cores, double secondsLeft) {
    double round = units.get(next).seconds() * cores;
    if (!isMeasured()) {
      return take(Double.MIN_NORMAL, round * ROUNDS_AT_FIRST);
    }
    double aSecond = cores / factor();
    if (Math.min(remaining, round) > secondsLeft * aSecond) {
      return List.of();
    }
    double budget = Math.max(round, Math.min(SECONDS_A_WAVE, secondsLeft) * aSecond);
    if (remaining > budget) {
      return take(budget / (cores * TASKS_PER_CORE), budget);
    }
    double share = remaining / (cores * TASKS_PER_CORE_AT_LAST);
    return take(Math.max(share, SHORTEST_SECONDS / factor()), Double.MAX_VALUE);
  }

  private boolean isMeasured() {
    return expected > 0 && taken > 0;
  }

  /**
   * Tasks of at least {@code each} seconds where units follow one another, of {@code all} seconds
   * together.
   */
  private List<Unit> take(double each, double all) {
    List<Unit> tasks = new ArrayList<>();
    double sum = 0;
    while (sum < all * ALMOST && next < units.size()) {
      Unit task = units.get(next++);
      while (task.seconds() < each * ALMOST
          && next < units.size()
          && task.isFollowedBy(units.get(next))) {
        task = task.with(units.get(next++));
      }
      tasks.add(task);
      sum += task.seconds();
    }
    remaining -= sum;
    return tasks;
  }
}
