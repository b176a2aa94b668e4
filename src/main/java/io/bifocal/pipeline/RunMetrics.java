package io.bifocal.pipeline;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.bifocal.store.RunRecord;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.util.LongAccumulator;

/**
 * What a run has done so far, as a source of Spark's metrics by the name of {@code bifocal}: for
 * whatever sink Spark is set to, such as its page for Prometheus. docs/reports.md lists them.
 */
final class RunMetrics implements Source, AutoCloseable {
  private final MetricRegistry registry = new MetricRegistry();
  private volatile double lastSeconds;
  private volatile int lastOutcome;

  /**
   * @param images counts those of the phase that runs
   */
  RunMetrics(LongAccumulator images) {
    registry.register("phase.images", (Gauge<Long>) images::value);
    registry.register("last_run.seconds", (Gauge<Double>) () -> lastSeconds);
    registry.register("last_run.outcome", (Gauge<Integer>) () -> lastOutcome);
    for (String total : new String[] {"waves", "images", "decoded", "rejected", "bytes_read"}) {
      registry.counter(total);
    }
  }

  /** Adds them to those of the driver. */
  void register() {
    SparkEnv.get().metricsSystem().registerSource(this);
  }

  @Override
  public String sourceName() {
    return "bifocal";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }

  /**
   * Takes over the totals after a wave.
   *
   * @param images contents that the wave dealt with
   */
  void wave(long images, Tally tally) {
    registry.counter("waves").inc();
    registry.counter("images").inc(images);
    raise("decoded", tally.decoded());
    raise("rejected", tally.rejected());
    raise("bytes_read", tally.bytesRead());
    for (RunRecord.Produced produced : tally.producers()) {
      String name = produced.kind() + "." + produced.name();
      raise("computed." + name, produced.computed());
      raise("errors." + name, produced.errors());
    }
  }

  /** Takes over what the last committed run says: 1 complete, 2 stopped. */
  void last(RunRecord record) {
    lastSeconds = record.seconds();
    lastOutcome = record.outcome().equals(RunRecord.COMPLETE) ? 1 : 2;
  }

  @Override
  public void close() {
    SparkEnv environment = SparkEnv.get();
    if (environment != null) {
      environment.metricsSystem().removeSource(this);
    }
  }

  private void raise(String name, long total) {
    Counter counter = registry.counter(name);
    counter.inc(total - counter.getCount());
  }
}
