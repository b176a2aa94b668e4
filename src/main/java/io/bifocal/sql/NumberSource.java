package io.bifocal.sql;

import io.bifocal.inference.TensorInput;
import java.io.Serializable;
import org.apache.spark.sql.Row;

/** Where in a row the numbers are, and how they are had. */
@FunctionalInterface
interface NumberSource extends Serializable {

  /**
   * The numbers of {@code row}.
   *
   * @throws IllegalArgumentException if the row has none, saying why
   */
  TensorInput open(Row row);
}
