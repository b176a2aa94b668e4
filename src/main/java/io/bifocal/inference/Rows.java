package io.bifocal.inference;

import java.util.List;

/**
 * Outputs for one picture as one table, one below the other where there are several.
 *
 * @param values row by row, finite
 * @param columns values in a row
 */
@SuppressWarnings("ArrayRecordComponent") // Lives while one picture's outputs are read.
record Rows(float[] values, int columns) {

  /** The outputs {@code names}, whose last side is that of the columns. */
  static Rows of(Outputs outputs, List<String> names) {
    if (names.size() == 1) {
      Tensor only = outputs.get(names.get(0));
      return new Rows(UnusableOutputException.finite(only), lastSide(only));
    }
    int size = names.stream().mapToInt(name -> outputs.get(name).size()).sum();
    float[] values = new float[size];
    int next = 0;
    for (String name : names) {
      float[] part = UnusableOutputException.finite(outputs.get(name));
      System.arraycopy(part, 0, values, next, part.length);
      next += part.length;
    }
    return new Rows(values, lastSide(outputs.get(names.get(0))));
  }

  int count() {
    return columns == 0 ? 0 : values.length / columns;
  }

  float at(int row, int column) {
    return values[row * columns + column];
  }

  static int lastSide(Tensor tensor) {
    return tensor.shape().isEmpty() ? 1 : tensor.shape().get(tensor.shape().size() - 1);
  }
}
