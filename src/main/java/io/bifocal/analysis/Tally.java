package io.bifocal.analysis;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** How the rows of some data files of one producer fall into bins and labels. For one thread. */
final class Tally implements Serializable {
  private final long[] counts;
  private final Map<String, Long> labels = new HashMap<>();
  private long rows;
  private long passed;

  /** Of nothing yet, for {@code columns} columns. */
  Tally(int columns) {
    counts = new long[columns * Bins.SIZE];
  }

  /**
   * Counts a row.
   *
   * @param label null where it has none
   * @param values one a column, NaN where it has none
   */
  void add(Bins bins, String label, float[] values) {
    rows++;
    if (label != null) {
      labels.merge(label, 1L, Long::sum);
    }
    for (int column = 0; column < values.length; column++) {
      if (!Float.isNaN(values[column])) {
        counts[column * Bins.SIZE + bins.bin(column, values[column])]++;
      }
    }
  }

  /** Notes {@code count} rows of a file, of which some were counted. */
  void pass(long count) {
    passed += count;
  }

  /** Adds {@code other} to this. */
  Tally plus(Tally other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    other.labels.forEach((label, count) -> labels.merge(label, count, Long::sum));
    rows += other.rows;
    passed += other.passed;
    return this;
  }

  /** {@link Bins#SIZE} a column, one column after the other. */
  long[] counts() {
    return counts;
  }

  Map<String, Long> labels() {
    return labels;
  }

  /** Rows that were counted. */
  long rows() {
    return rows;
  }

  /** Rows of the files, counted or not. */
  long passed() {
    return passed;
  }
}
