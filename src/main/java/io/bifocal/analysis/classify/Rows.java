package io.bifocal.analysis.classify;

import java.util.Arrays;

/** Choices among rows. */
final class Rows {
  private Rows() {}

  static int[] at(int[] values, int[] rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }
}
