package io.bifocal.pipeline;

import io.bifocal.store.Lock;
import io.bifocal.store.Store;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What every step of a run needs.
 *
 * @param run the name of the run
 */
public record RunContext(
    SparkSession spark, Store store, Lock lock, String run, Progress progress) {

  /** {@code name} in the working space of this run. */
  Path working(String name) {
    return new Path(store.working(run), name);
  }

  /** Tasks that can run at the same time. */
  int cores() {
    return spark.sparkContext().defaultParallelism();
  }
}
