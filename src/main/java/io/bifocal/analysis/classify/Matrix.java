package io.bifocal.analysis.classify;

import java.io.Serializable;

/**
 * Numbers in rows.
 *
 * @param values row after row; kept, not copied, and not to be changed
 * @param rows how many
 * @param columns values in a row
 */
@SuppressWarnings("ArrayRecordComponent") // Large, and never compared.
public record Matrix(float[] values, int rows, int columns) implements Serializable {
  public Matrix {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          values.length + " values are no " + rows + " rows of " + columns);
    }
  }

  /** Some of the rows, in the order of {@code indices}. */
  public Matrix select(int[] indices) {
    float[] chosen = new float[Math.multiplyExact(indices.length, columns)];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, indices[i] * columns, chosen, i * columns, columns);
    }
    return new Matrix(chosen, indices.length, columns);
  }

  /** A row, copied. */
  public float[] row(int row) {
    float[] copy = new float[columns];
    System.arraycopy(values, row * columns, copy, 0, columns);
    return copy;
  }
}
