package io.bifocal.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out how many pictures a network should take at once: tries sizes in turn on the first
 * pictures, and settles on the fastest. One is shared by all tasks of a JVM.
 *
 * <p>An engine is free to compute other batch sizes in another order, so that a picture's last bits
 * could depend on its company; the store promises the same bytes for any partitioning. So a size
 * counts only after it gave the same bits as the same pictures one by one.
 */
final class BatchTuner {
  /** How often a size is timed; the best time counts, as others are disturbed. */
  private static final int ROUNDS = 4;

  /** A larger size has to gain more than this share: it takes memory, too. */
  private static final double WORTHWHILE = 0.03;

  private final List<Integer> sizes;
  private final double[] nanosAPicture;
  private final List<Integer> verified = new ArrayList<>(List.of(1));
  private int trial;
  private int rounds;
  private int settled;

  /**
   * @param sizes to be tried, ascending; 1 counts as verified
   */
  BatchTuner(List<Integer> sizes) {
    this.sizes = List.copyOf(sizes);
    this.nanosAPicture = new double[sizes.size()];
    settleIfDone();
  }

  /** How many pictures are to be collected. */
  synchronized int size() {
    return settled > 0 ? settled : sizes.get(trial);
  }

  /** The largest size that is known to do no harm, at most {@code pictures}. */
  synchronized int verified(int pictures) {
    return verified.stream().filter(size -> size <= pictures).max(Integer::compare).orElseThrow();
  }

  /** Whether {@code size} pictures at once should be compared with the same ones one by one. */
  synchronized boolean wants(int size) {
    return settled == 0 && sizes.get(trial) == size && !verified.contains(size);
  }

  /** What came of the comparison. */
  synchronized void compared(int size, Comparison result) {
    if (!wants(size)) {
      return;
    }
    if (result == Comparison.DIFFERENT) {
      settle(trial);
    } else {
      verified.add(size);
      settleIfDone();
    }
  }

  /** How a batch compares with its pictures one by one. */
  enum Comparison {
    /** To the last bit. */
    SAME,
    /** In some bit, or the network does not take such a batch. */
    DIFFERENT
  }

  /** A batch of {@code size} pictures took {@code nanos}. */
  synchronized void took(int size, long nanos) {
    if (settled > 0 || sizes.get(trial) != size) {
      return;
    }
    double each = (double) nanos / size;
    nanosAPicture[trial] = rounds == 0 ? each : Math.min(nanosAPicture[trial], each);
    rounds++;
    if (rounds == ROUNDS) {
      rounds = 0;
      trial++;
      if (trial == sizes.size()) {
        settle(trial);
      }
    }
  }

  /** Where there is one size only, there is nothing to time. */
  private void settleIfDone() {
    if (sizes.size() == 1 && verified.contains(sizes.get(0))) {
      settled = sizes.get(0);
    }
  }

  /** On the fastest of the first {@code count} sizes. */
  private void settle(int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (nanosAPicture[i] < (1 - WORTHWHILE) * nanosAPicture[best]) {
        best = i;
      }
    }
    settled = count == 0 ? 1 : sizes.get(best);
  }
}
