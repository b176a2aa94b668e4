package io.bifocal.pipeline;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.slf4j.LoggerFactory;

/**
 * CPU time of all tasks that end while it listens, whatever they are for and however they end. It
 * is the time of their threads alone, as Spark measures it ({@code executorCpuTime}).
 */
public final class CpuMeter extends SparkListener implements AutoCloseable {
  private static final long MOST_MILLIS = 10_000;

  private final SparkContext context;
  private final LongAdder nanos = new LongAdder();

  private CpuMeter(SparkContext context) {
    this.context = context;
  }

  /** Begins to listen. */
  public static CpuMeter on(SparkContext context) {
    CpuMeter meter = new CpuMeter(context);
    context.addSparkListener(meter);
    return meter;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd ended) {
    // A task of an executor that was lost tells nothing.
    TaskMetrics metrics = ended.taskMetrics();
    if (metrics != null) {
      nanos.add(metrics.executorCpuTime());
    }
  }

  /** Seconds of CPU time so far. */
  public double seconds() {
    try {
      // What has ended is told some time later.
      context.listenerBus().waitUntilEmpty(MOST_MILLIS);
    } catch (TimeoutException e) {
      LoggerFactory.getLogger(CpuMeter.class).warn("the CPU time of some tasks is not counted", e);
    }
    return nanos.sum() / 1e9;
  }

  @Override
  public void close() {
    context.removeSparkListener(this);
  }
}
