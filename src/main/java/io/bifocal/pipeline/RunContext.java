package io.bifocal.pipeline;

import io.bifocal.store.Lock;
import io.bifocal.store.Store;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What every step of a run needs.
 *
 * @param run the name of the run
 * @param started when it began
 */
public record RunContext(
    SparkSession spark, Store store, Lock lock, String run, Instant started, Progress progress) {

  /** {@code name} in the working space of this run. */
  public Path working(String name) {
    return new Path(store.working(run), name);
  }

  /** Tasks that can run at the same time. */
  int cores() {
    int each = spark.sparkContext().getConf().getInt("spark.task.cpus", 1);
    return Math.max(1, spark.sparkContext().defaultParallelism() / each);
  }

  /** Seconds from the start of the run to {@code instant}. */
  double age(Instant instant) {
    return Duration.between(started, instant).toMillis() / 1e3;
  }
}
