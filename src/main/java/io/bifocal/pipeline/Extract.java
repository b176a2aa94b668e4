package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.image.Decoder;
import io.bifocal.store.CrashPoint;
import io.bifocal.store.Json;
import io.bifocal.store.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The second pass: computes what the plan says is missing, wave by wave. A wave's files are
 * published when all its tasks are done; a kill costs the wave it interrupts, what has begun of its
 * successor, and nothing before.
 */
public final class Extract {
  private static final int RENAMES_AT_ONCE = 32;

  private final RunContext context;
  private final ImageCollection collection;
  private final Decoder decoder;
  private final Producers producers;
  private final Waves waves;
  private final Tally tally;
  private final Deque<InFlight> inFlight = new ArrayDeque<>();
  private final List<RunRecord.Wave> timeline = new ArrayList<>();
  private final List<String> rejections = new ArrayList<>();
  private int started;
  private int published;

  private Extract(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Producers producers,
      Waves waves,
      Tally tally) {
    this.context = context;
    this.collection = collection;
    this.decoder = decoder;
    this.producers = producers;
    this.waves = waves;
    this.tally = tally;
  }

  /**
   * What an extraction did.
   *
   * @param distinct different contents among the accepted images
   * @param decoded images decoded
   * @param bytesRead encoded bytes read
   * @param timeline waves published
   * @param finished whether nothing is left to do
   * @param producers what each producer did
   * @param files the data files that were published
   * @param rejections contents that turned out not to be decodable, if any: image_id, reason,
   *     detail
   */
  public record Result(
      long distinct,
      long decoded,
      long bytesRead,
      List<RunRecord.Wave> timeline,
      boolean finished,
      List<RunRecord.Produced> producers,
      List<RunRecord.DataFile> files,
      Optional<Dataset<Row>> rejections) {}

  /**
   * When an extraction has to end.
   *
   * @param left how much time is left, 0 or less when it is up
   * @param afterwards how much of it the rest of the run is expected to need
   */
  public record Window(Supplier<Duration> left, Duration afterwards) {

    private boolean isOpen() {
      return left.get().compareTo(Duration.ZERO) > 0;
    }

    private double seconds() {
      return left.get().minus(afterwards).toMillis() / 1e3;
    }
  }

  /** A wave that runs. */
  private record InFlight(
      List<Unit> tasks, int cores, Instant started, JavaFutureAction<List<String>> reports) {

    double expected() {
      return tasks.stream().mapToDouble(Unit::seconds).sum();
    }
  }

  /**
   * Computes what is missing. The first wave starts if there is any time left, so that every run
   * gets somewhere; others only if they are expected to end in time.
   *
   * @param images rows of {@link Scan#SCHEMA}
   * @param costs of the producers
   * @param verified contents that are known to decode, for a run without producers
   */
  public static Result run(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Dataset<Row> images,
      Producers producers,
      Costs costs,
      Optional<Dataset<Row>> verified,
      Window window) {
    Plan plan = Plan.of(context, images, producers, costs, verified);
    Waves waves = new Waves(plan.units());
    Tally tally = new Tally(producers, plan, costs);
    context.progress().phase(producers.list().isEmpty() ? "decode" : "extract", plan.images());
    Extract extract = new Extract(context, collection, decoder, producers, waves, tally);
    extract.work(window);
    context.progress().done();
    return extract.result(plan);
  }

  /** One Spark job: a task for each unit, a report from each task. */
  static List<TaskReport> wave(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Producers producers,
      List<Unit> units,
      int number) {
    return reports(tasks(context, collection, decoder, producers, units, number).collect());
  }

  /** Two waves are in flight: one, and its successor for cores that have nothing left in it. */
  private void work(Window window) {
    try {
      start(window);
      while (!inFlight.isEmpty()) {
        start(window);
        publish(inFlight.remove());
        if (inFlight.isEmpty()) {
          // What did not fit behind a wave that was thought to take longer.
          start(window);
        }
      }
    } catch (RuntimeException e) {
      inFlight.forEach(wave -> wave.reports().cancel(true));
      throw e;
    }
  }

  /** Starts a wave if there is one, and time for it. */
  private void start(Window window) {
    if (!waves.hasNext() || !window.isOpen()) {
      return;
    }
    int cores = context.cores();
    double ahead = inFlight.stream().mapToDouble(InFlight::expected).sum();
    double seconds = window.seconds() - ahead * waves.factor() / cores;
    if (started > 0 && seconds <= 0) {
      return;
    }
    List<Unit> tasks = waves.next(cores, seconds);
    if (tasks.isEmpty()) {
      return;
    }
    JavaFutureAction<List<String>> reports =
        tasks(context, collection, decoder, producers, tasks, started).collectAsync();
    inFlight.add(new InFlight(tasks, cores, Instant.now(), reports));
    started++;
  }

  private static JavaRDD<String> tasks(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Producers producers,
      List<Unit> units,
      int number) {
    FusedTask task =
        new FusedTask(
            collection,
            context.store(),
            producers,
            context.working("wave-" + number).toString(),
            decoder,
            context.progress().counter());
    return JavaSparkContext.fromSparkContext(context.spark().sparkContext())
        .parallelize(units.stream().map(Unit::json).toList(), units.size())
        .map(task::run);
  }

  private static List<TaskReport> reports(List<String> json) {
    return json.stream().map(report -> Json.read(report, TaskReport.class)).toList();
  }

  private void publish(InFlight wave) {
    List<TaskReport> reports = reports(await(wave.reports()));
    context.lock().check();
    List<Rename> renames = new ArrayList<>();
    long images = 0;
    double seconds = 0;
    for (TaskReport report : reports) {
      renames.addAll(renames(report));
      tally.add(report);
      images += report.images();
      seconds += report.seconds();
      if (report.rejected() > 0) {
        rejections.add(report.folder() + "/" + FusedTask.REJECTIONS);
      }
    }
    publish(renames);
    waves.took(wave.expected(), seconds);
    context.progress().wave(images, tally);
    timeline.add(
        new RunRecord.Wave(context.age(wave.started()), context.age(Instant.now()), images));
  }

  /** A file of an attempt, and the data file that it becomes. */
  private record Rename(Path from, RunRecord.DataFile to) {}

  private List<Rename> renames(TaskReport report) {
    List<Rename> renames = new ArrayList<>();
    for (TaskReport.Output output : report.files()) {
      String to =
          String.format(
              Locale.ROOT,
              "%s/run=%s/part-%06d.parquet",
              producers.list().get(output.producer()).folder(),
              context.run(),
              published);
      renames.add(
          new Rename(new Path(report.folder(), output.file().path()), output.file().at(to)));
    }
    published++;
    return renames;
  }

  /**
   * Several at once: in an object store a rename is a copy, which takes a good part of a second.
   */
  private void publish(List<Rename> renames) {
    ExecutorService pool = Executors.newFixedThreadPool(RENAMES_AT_ONCE);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (Rename rename : renames) {
        done.add(pool.submit(() -> publish(rename)));
      }
      done.forEach(Extract::await);
    } finally {
      pool.shutdownNow();
    }
    renames.forEach(rename -> tally.add(rename.to()));
  }

  private void publish(Rename rename) {
    context.store().publish(rename.from(), context.store().path(rename.to().path()));
    CrashPoint.WHILE_RENAMING.reached();
  }

  private static <T> T await(Future<T> result) {
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a wave ran", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  private Result result(Plan plan) {
    return new Result(
        plan.distinct() - tally.rejected(),
        tally.decoded(),
        tally.bytesRead(),
        timeline,
        !waves.hasNext(),
        tally.producers(),
        tally.files(),
        rejections.isEmpty()
            ? Optional.empty()
            : Optional.of(context.spark().read().parquet(rejections.toArray(String[]::new))));
  }
}
