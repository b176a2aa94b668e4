package io.bifocal.sql;

import java.util.List;
import org.apache.spark.sql.Row;

/** Collects rows and runs a network over them. */
interface RowWorker extends AutoCloseable {

  /**
   * What is appended to a row.
   *
   * @param output of the transformer's output type, null after an error
   * @param error what went wrong, or null
   */
  record Appended(Object output, String error) {}

  /**
   * Adds a row to the batch.
   *
   * @return whether the batch is full, so that it has to run before the next row
   */
  boolean add(Row row);

  /** What is appended to the rows of the batch, in their order; empties it. */
  List<Appended> run();

  @Override
  void close();
}
