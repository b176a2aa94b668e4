package io.bifocal.analysis;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Bins for each of several columns of numbers, cut at percentiles of a few rows: finer at both
 * ends, with a bin below and one above all of these rows. A bin holds its upper edge; a value that
 * many rows share has a bin of its own, while other bins of that column stay empty.
 *
 * @param columns number of columns
 * @param edges {@link #EDGES} of each column, ascending, one column after the other
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every value.
record Bins(int columns, float[] edges) implements Serializable {
  /**
   * What share of the rows lies below an edge; before them one below all, after them the largest.
   */
  private static final double[] SHARES = shares();

  /** Edges of a column. */
  static final int EDGES = SHARES.length + 2;

  /** Bins of a column. */
  static final int SIZE = EDGES + 1;

  /** The first bin above 99 % of the rows. */
  static final int TAIL = EDGES - 1;

  /**
   * Bins for {@code columns} columns.
   *
   * @param rows some rows, NaN where they have no value
   */
  static Bins of(int columns, List<float[]> rows) {
    float[] edges = new float[columns * EDGES];
    float[] values = new float[rows.size()];
    for (int column = 0; column < columns; column++) {
      int count = 0;
      for (float[] row : rows) {
        if (!Float.isNaN(row[column])) {
          values[count++] = row[column];
        }
      }
      if (count > 0) {
        Arrays.sort(values, 0, count);
        int at = column * EDGES;
        edges[at] = Math.nextDown(values[0]);
        for (int i = 0; i < SHARES.length; i++) {
          edges[at + 1 + i] = values[(int) Math.ceil(SHARES[i] * count) - 1];
        }
        edges[at + EDGES - 1] = values[count - 1];
      }
    }
    return new Bins(columns, edges);
  }

  /** The bin of {@code value} in {@code column}: the number of edges that are below it. */
  int bin(int column, float value) {
    int from = column * EDGES;
    int at = from;
    // As many steps for every value, so that no branch depends on it.
    for (int left = EDGES; left > 1; left -= left >>> 1) {
      at += edges[at + (left >>> 1) - 1] < value ? left >>> 1 : 0;
    }
    return at - from + (edges[at] < value ? 1 : 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bins bins
        && columns == bins.columns
        && Arrays.equals(edges, bins.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return "bins of " + columns + " columns";
  }

  /** 1 %, every second percent from 2 to 98 %, 99 %. */
  private static double[] shares() {
    double[] shares = new double[51];
    shares[0] = 0.01;
    for (int i = 1; i < 50; i++) {
      shares[i] = i / 50.0;
    }
    shares[50] = 0.99;
    return shares;
  }
}
