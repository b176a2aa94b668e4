package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.image.ResidentMemory;
import io.bifocal.store.Lock;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures the pass of {@code extract} beside {@link PlainLoop}, in turn, over the same images with
 * the same producers. What the pass computes goes to a scratch of the store, and is removed.
 */
public final class Bench {
  private static final Duration NO_END = Duration.ofDays(365);

  private final SparkSession spark;
  private final Store store;
  private final ImageCollection collection;
  private final Decoder decoder;
  private final Producers producers;
  private final Costs costs;
  private final Dataset<Row> images;

  /**
   * Prepares the measurement.
   *
   * @param producers of which those take part that make vectors
   * @param record of the run that {@code images} are of
   * @param images rows of {@link Scan#SCHEMA}
   */
  public Bench(
      SparkSession spark,
      Store store,
      ImageCollection collection,
      Decoder decoder,
      Producers producers,
      RunRecord record,
      Dataset<Row> images) {
    this.spark = spark;
    this.store = store;
    this.collection = collection;
    this.decoder = decoder;
    this.producers =
        new Producers(producers.list().stream().filter(VectorProducer.class::isInstance).toList());
    this.costs = Costs.of(this.producers, Optional.of(record));
    this.images = images;
  }

  /**
   * Measures.
   *
   * @param bifocal version of Bifocal
   * @param rounds to be told, at least 1; one more warms up
   * @throws UserError if tasks do not run in this process, so that nothing can be compared, or if
   *     there is nothing to look at
   */
  public BenchRecord run(String bifocal, int rounds) {
    if (!spark.sparkContext().isLocal()) {
      throw new UserError(
          "bench compares Spark with threads of this machine, so it needs --master local[N], not "
              + spark.sparkContext().master());
    }
    if (producers.list().isEmpty()) {
      throw new UserError("bench needs at least one extractor or model with vectors");
    }
    List<PlannedImage> planned = within(this::planned);
    if (planned.isEmpty()) {
      throw new UserError("bench found no accepted image in the last run");
    }
    List<BenchRecord.Round> told = new ArrayList<>();
    int cores = within(RunContext::cores);
    for (int round = 0; round <= rounds; round++) {
      BenchRecord.Loop loop = loop(planned, cores);
      BenchRecord.Pass pass = within(context -> pass(context, planned.size()));
      if (round > 0) {
        told.add(new BenchRecord.Round(loop, pass));
      }
    }
    return new BenchRecord(
        bifocal,
        spark.version(),
        System.getProperty("java.version"),
        spark.sparkContext().master(),
        cores,
        planned.size(),
        planned.stream().mapToLong(image -> image.location().bytes()).sum(),
        producers.list().stream().map(Producer::name).toList(),
        told);
  }

  private BenchRecord.Loop loop(List<PlannedImage> planned, int threads) {
    List<VectorProducer> all = producers.list().stream().map(VectorProducer.class::cast).toList();
    PlainLoop.Result result = new PlainLoop(collection, decoder, all, planned).run(threads);
    return new BenchRecord.Loop(
        result.seconds(), milliseconds(result.cpuSeconds(), result.decoded()));
  }

  private BenchRecord.Pass pass(RunContext context, long number) {
    try (CpuMeter cpu = CpuMeter.on(spark.sparkContext())) {
      long collected = collectionMillis();
      Instant started = Instant.now();
      Extract.Result result =
          Extract.run(
              context,
              collection,
              decoder,
              images,
              producers,
              costs,
              Optional.empty(),
              new Extract.Window(() -> NO_END, Duration.ZERO));
      double allSeconds = Duration.between(started, Instant.now()).toMillis() / 1e3;
      List<RunRecord.Wave> waves = result.timeline();
      Map<String, Double> cpuSeconds = new LinkedHashMap<>();
      Map<String, Double> stages = context.progress().stageSeconds();
      cpuSeconds.put(Stage.READ.label(), stages.get(Stage.READ.label()));
      cpuSeconds.put(Stage.HASH.label(), stages.get(Stage.HASH.label()));
      cpuSeconds.put(Stage.DECODE.label(), stages.get(Stage.DECODE.label()));
      result.producers().forEach(each -> cpuSeconds.put(each.name(), each.cpuSeconds()));
      cpuSeconds.put(Stage.ENCODE.label(), stages.get(Stage.ENCODE.label()));
      cpuSeconds.put(Stage.WRITE.label(), stages.get(Stage.WRITE.label()));
      return new BenchRecord.Pass(
          waves.get(waves.size() - 1).finished() - waves.get(0).started(),
          allSeconds,
          milliseconds(cpuSeconds, result.decoded()),
          1e3 * cpu.seconds() / number,
          (collectionMillis() - collected) / 1e3,
          ResidentMemory.of(ProcessHandle.current().pid()),
          result.files().stream().mapToLong(RunRecord.DataFile::bytes).sum() / (double) number);
    }
  }

  private List<PlannedImage> planned(RunContext context) {
    List<PlannedImage> planned = new ArrayList<>();
    for (Unit unit : Plan.whole(context, "plan", images, costs.seconds(1))) {
      try (PlanReader reader = new PlanReader(unit, store.hadoop())) {
        reader.forEachRemaining(planned::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return planned;
  }

  /** A piece of work in a scratch of its own, of which nothing stays. */
  @FunctionalInterface
  private interface Work<T> {
    T run(RunContext context);
  }

  private <T> T within(Work<T> work) {
    String name = UUID.randomUUID().toString();
    Store scratch = store.scratch(name);
    Instant started = Instant.now();
    try (Lock lock = Lock.acquire(scratch, "bench");
        Progress progress = Progress.on(spark.sparkContext())) {
      return work.run(
          new RunContext(spark, scratch, lock, scratch.newRun(started), started, progress));
    } finally {
      store.deleteScratch(name);
    }
  }

  private static Map<String, Double> milliseconds(Map<String, Double> seconds, long number) {
    Map<String, Double> each = new LinkedHashMap<>();
    seconds.forEach((what, spent) -> each.put(what, 1e3 * spent / number));
    return each;
  }

  private static long collectionMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
