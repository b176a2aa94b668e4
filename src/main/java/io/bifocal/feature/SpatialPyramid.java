package io.bifocal.feature;

import java.util.Arrays;

/**
 * Cells of a picture: all of it, then 2 by 2, 4 by 4 and so on, level by level, each row by row.
 */
final class SpatialPyramid {
  private final int levels;
  private final int side;
  private final int finest;

  /**
   * @param levels at least 1
   */
  SpatialPyramid(int levels) {
    this.levels = levels;
    side = side(levels - 1);
    finest = cells(levels - 1);
  }

  /** The number of cells of so many levels. */
  static int cells(int levels) {
    int cells = 0;
    for (int level = 0; level < levels; level++) {
      cells += side(level) * side(level);
    }
    return cells;
  }

  private static int side(int level) {
    return 1 << level;
  }

  /**
   * The cell of the finest level that a place lies in.
   *
   * @param x in pixels from the centre of the first one
   * @param y in pixels from the centre of the first one
   */
  int cell(float x, float y, int width, int height) {
    return finest + share(y, height) * side + share(x, width);
  }

  private int share(float place, int pixels) {
    int index = (int) Math.floor((place + 0.5) * side / pixels);
    return Math.max(0, Math.min(side - 1, index));
  }

  /** Sums the cells of every level but the finest, which is given, from those below them. */
  void sumUp(double[] sums, int length) {
    Arrays.fill(sums, 0, finest * length, 0);
    for (int level = levels - 1; level > 0; level--) {
      int below = cells(level);
      int above = cells(level - 1);
      for (int y = 0; y < side(level); y++) {
        for (int x = 0; x < side(level); x++) {
          int from = (below + y * side(level) + x) * length;
          int to = (above + y / 2 * side(level - 1) + x / 2) * length;
          for (int i = 0; i < length; i++) {
            sums[to + i] += sums[from + i];
          }
        }
      }
    }
  }

  /**
   * What a match in a cell counts: half of what it counts one level finer, and as much on the two
   * coarsest levels; 1 over all levels.
   */
  double weight(int cell) {
    int level = 0;
    while (cell >= cells(level + 1)) {
      level++;
    }
    return 1.0 / (1 << (level == 0 ? levels - 1 : levels - level));
  }
}
