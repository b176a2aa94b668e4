package io.bifocal.analysis.classify;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A radial basis function: e to the power of -‖a - b‖² by the median squared distance of the known
 * rows.
 *
 * @param known rows
 * @param lengths their squared lengths
 * @param width the median squared distance
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Kernel(Matrix known, double[] lengths, double width) implements Serializable {

  /** That the median is taken of. */
  private static final int MOST_PAIRS = 1 << 16;

  static Kernel of(Matrix known) {
    double[] lengths = lengths(known);
    float[] products = Products.rowsByRows(known, known).values();
    int rows = known.rows();
    int pairs = rows * (rows - 1) / 2;
    int step = 1 + pairs / MOST_PAIRS;
    double[] distances = new double[(pairs + step - 1) / step];
    int pair = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < i; j++, pair++) {
        if (pair % step == 0) {
          distances[pair / step] = lengths[i] + lengths[j] - 2 * products[i * rows + j];
        }
      }
    }
    Arrays.sort(distances);
    double median = distances.length == 0 ? 1 : distances[distances.length / 2];
    return new Kernel(known, lengths, Math.max(median, Float.MIN_NORMAL));
  }

  /** For each row of {@code others} the values with the known rows. */
  float[][] values(Matrix others) {
    double[] otherLengths = lengths(others);
    float[] products = Products.rowsByRows(others, known).values();
    float[][] values = new float[others.rows()][known.rows()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < lengths.length; j++) {
        double distance = otherLengths[i] + lengths[j] - 2 * products[i * lengths.length + j];
        values[i][j] = (float) Math.exp(-Math.max(0, distance) / width);
      }
    }
    return values;
  }

  private static double[] lengths(Matrix rows) {
    double[] lengths = new double[rows.rows()];
    for (int row = 0, at = 0; row < lengths.length; row++) {
      for (int column = 0; column < rows.columns(); column++, at++) {
        lengths[row] += (double) rows.values()[at] * rows.values()[at];
      }
    }
    return lengths;
  }
}
