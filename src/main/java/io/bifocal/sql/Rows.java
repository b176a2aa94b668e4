package io.bifocal.sql;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes rows of rows. */
final class Rows {
  private Rows() {}

  /** {@code row} with two more values. */
  static Row appended(Row row, Object output, String error) {
    Object[] values = new Object[row.size() + 2];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = output;
    values[row.size() + 1] = error;
    return RowFactory.create(values);
  }
}
