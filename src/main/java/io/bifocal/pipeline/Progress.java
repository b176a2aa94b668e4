package io.bifocal.pipeline;

import io.bifocal.store.RunRecord;
import java.io.PrintStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Shows how far long work has come: a bar on a terminal, one line a minute anywhere else, and as
 * Spark's metrics.
 */
public final class Progress implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(500);
  private static final Duration LINE = Duration.ofMinutes(1);

  private final PrintStream out;
  private final boolean terminal;
  private final LongAccumulator images;
  private final LongAccumulator rejected;
  private final EnumMap<Stage, LongAccumulator> nanos = new EnumMap<>(Stage.class);
  private final RunMetrics metrics;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private ScheduledFuture<?> showing;
  private ProgressBar bar;
  private String phase;
  private String unit;
  private long total;
  private long started;

  private Progress(SparkContext context, PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    images = context.longAccumulator("images");
    rejected = context.longAccumulator("rejected");
    for (Stage stage : Stage.values()) {
      nanos.put(stage, context.longAccumulator("nanoseconds of " + stage.label()));
    }
    metrics = new RunMetrics(images);
    metrics.register();
  }

  /**
   * On the standard error stream; a bar if the launcher says, by BIFOCAL_TERMINAL, that it is a
   * terminal.
   */
  public static Progress on(SparkContext context) {
    return new Progress(context, System.err, System.getenv("BIFOCAL_TERMINAL") != null);
  }

  /** Begins a phase of {@code files} files. */
  public void phase(String name, long files) {
    phase(name, files, "images");
  }

  /** Begins a phase of {@code number} of what {@code unit} says. */
  public void phase(String name, long number, String unit) {
    phase = name;
    this.unit = unit;
    total = number;
    started = System.nanoTime();
    images.reset();
    rejected.reset();
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(number)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" " + unit, 1)
              .showSpeed()
              .setUpdateIntervalMillis((int) REDRAW.toMillis())
              .build();
    }
    Duration interval = terminal ? REDRAW : LINE;
    showing =
        clock.scheduleAtFixedRate(
            this::show, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the phase. */
  public void done() {
    if (showing == null) {
      return;
    }
    showing.cancel(false);
    showing = null;
    if (bar != null) {
      bar.stepTo(images.value());
      bar.close();
      bar = null;
    }
  }

  /** Says what the newest committed run was. */
  public void last(RunRecord record) {
    metrics.last(record);
  }

  /** Says that a wave of {@code contents} was published. */
  void wave(long contents, Tally tally) {
    metrics.wave(contents, tally);
  }

  @Override
  public void close() {
    done();
    metrics.close();
    clock.shutdownNow();
  }

  /** What tasks count with. */
  public Counter counter() {
    return new Counter(images, rejected, nanos);
  }

  /** CPU time by stage of all tasks that have ended, in seconds; retries count, as they cost. */
  public Map<String, Double> stageSeconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    nanos.forEach((stage, spent) -> seconds.put(stage.label(), spent.value() / 1e9));
    return seconds;
  }

  /** Counts images as tasks finish. */
  public static final class Counter implements Serializable {
    private final LongAccumulator images;
    private final LongAccumulator rejected;
    private final EnumMap<Stage, LongAccumulator> nanos;

    Counter(
        LongAccumulator images, LongAccumulator rejected, EnumMap<Stage, LongAccumulator> nanos) {
      this.images = images;
      this.rejected = rejected;
      this.nanos = nanos;
    }

    void image() {
      images.add(1);
    }

    void rejected() {
      rejected.add(1);
    }

    /** {@code items}, each counted as it is taken. */
    public <T> Iterator<T> counting(Iterator<T> items) {
      return counting(items, new StageClock());
    }

    /**
     * {@code items}, each counted as it is taken.
     *
     * @param clock of what makes them, taken over after the last one
     */
    <T> Iterator<T> counting(Iterator<T> items, StageClock clock) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          boolean more = items.hasNext();
          if (!more) {
            spent(clock);
          }
          return more;
        }

        @Override
        public T next() {
          T item = items.next();
          image();
          return item;
        }
      };
    }

    /** Takes over what a task has spent so far. */
    void spent(StageClock clock) {
      nanos.forEach((stage, sum) -> sum.add(clock.take(stage)));
    }
  }

  private void show() {
    long done = images.value();
    if (bar != null) {
      bar.stepTo(done);
      if (rejected.value() > 0) {
        bar.setExtraMessage(rejected.value() + " rejected");
      }
      return;
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    double rate = done / seconds;
    out.printf(
        Locale.ROOT,
        "%s: %,d of %,d %s, %.1f %s/s, %s, %,d rejected%n",
        phase,
        done,
        total,
        unit,
        rate,
        unit,
        done == 0 ? "time left not known" : timeLeft((total - done) / rate),
        rejected.value());
  }

  private static String timeLeft(double seconds) {
    long minutes = Math.round(seconds / 60);
    return minutes < 120 ? minutes + " min left" : minutes / 60 + " h left";
  }
}
