package io.bifocal.jobs;

import io.bifocal.analysis.Drift;
import io.bifocal.analysis.compare.ClassifierFit;
import io.bifocal.analysis.compare.Inputs;
import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Canonical;
import io.bifocal.conf.Settings;
import io.bifocal.conf.SplitRule;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.pipeline.Costs;
import io.bifocal.pipeline.CpuMeter;
import io.bifocal.pipeline.Extract;
import io.bifocal.pipeline.Fit;
import io.bifocal.pipeline.FitGuards;
import io.bifocal.pipeline.Producers;
import io.bifocal.pipeline.Progress;
import io.bifocal.pipeline.RunContext;
import io.bifocal.pipeline.Scan;
import io.bifocal.pipeline.Snapshot;
import io.bifocal.pipeline.Splits;
import io.bifocal.report.RunReport;
import io.bifocal.store.CrashPoint;
import io.bifocal.store.DriftFinding;
import io.bifocal.store.Lock;
import io.bifocal.store.Recovery;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A run that writes to the store: its steps, in the order in which jobs call them, ending with
 * {@link #commit()}.
 */
final class Run implements AutoCloseable {
  private final String job;
  private final Settings settings;
  private final ImageCollection collection;
  private final RunContext context;
  private final Decoder decoder;
  private final CpuMeter cpu;
  private final Optional<RunRecord> last;
  private final Drift drift;

  private Producers producers = Producers.NONE;

  /** What the statuses in {@code images} depend on besides the bytes. */
  private String inspection;

  private Scan.Result scan;
  private Extract.Result extract;

  private Run(
      String job,
      Settings settings,
      ImageCollection collection,
      RunContext context,
      Decoder decoder) {
    this.job = job;
    this.settings = settings;
    this.collection = collection;
    this.context = context;
    this.decoder = decoder;
    this.cpu = CpuMeter.on(context.spark().sparkContext());
    this.last = context.store().last();
    this.drift = Drift.of(context.spark(), context.store(), settings.drift(), last);
    last.ifPresent(context.progress()::last);
    this.inspection =
        "decoder "
            + Canonical.json(decoder.identity())
            + ", damaged "
            + decoder.settings().damaged()
            + ", limits "
            + Canonical.json(Canonical.values(decoder.limits()));
  }

  /**
   * Takes the store for this run. What a killed run left behind in its working space is removed;
   * its published files stay.
   *
   * @throws UserError if the collection or the store cannot be reached
   * @throws io.bifocal.store.StoreHeldException if another run holds the store
   */
  static Run begin(String job, SparkSession spark, Settings settings) {
    Instant started = Instant.now();
    Decoder decoder = Decoder.of(settings);
    Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
    ImageCollection collection =
        ImageCollection.of(settings.collection(), spark, store.path("_index").toString());
    Outside.require("store", store.location(), "images/run=0/part-000000.parquet", collection);
    Lock lock = Lock.acquire(store, job);
    try {
      Recovery.of(store);
      String run = store.newRun(started);
      RunContext context =
          new RunContext(spark, store, lock, run, started, Progress.on(spark.sparkContext()));
      return new Run(job, settings, collection, context, decoder);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Loads the extractors and models of the configuration; whatever is wrong with them fails the run
   * before it begins.
   */
  void loadProducers() {
    producers = Producers.of(settings, context.spark());
  }

  /** Lists the collection and looks at what is new or changed. */
  void scan() {
    Optional<Scan.Previous> previous =
        last.map(
            record -> new Scan.Previous(images(record), record.inspection().equals(inspection)));
    scan = Scan.run(context, collection, decoder, previous);
  }

  /** Takes the images of the last run as they are. */
  void takeLastImages() {
    RunRecord record = last.orElseThrow(() -> empty("scan or nightly"));
    long listed = record.images().listed();
    Dataset<Row> images = Scan.withLocations(context.spark(), collection, images(record));
    scan = new Scan.Result(images, listed, 0, listed, 0);
    inspection = record.inspection();
  }

  /**
   * Computes what is missing; without producers, decodes what no run has decoded yet.
   *
   * @param timeLeft until the run has to end
   */
  void extract(Supplier<Duration> timeLeft) {
    Optional<Dataset<Row>> verified =
        last.filter(record -> record.outcome().equals(RunRecord.COMPLETE))
            .filter(record -> record.inspection().equals(inspection))
            .map(record -> images(record).where("status = 'ok'"));
    // What comes before goes over all rows once, and so does what comes afterwards.
    Duration afterwards = Duration.between(context.started(), Instant.now());
    extract =
        Extract.run(
            context,
            collection,
            decoder,
            scan.images(),
            producers,
            Costs.of(producers, last),
            verified,
            new Extract.Window(timeLeft, afterwards));
  }

  /** Learns the vocabularies that the extractors of the configuration need. */
  Fit.Result fit(Fit.Options options) {
    return new Fit(context, collection, decoder, origin(), options)
        .run(settings.extractors(), scan.images());
  }

  /** Learns what the guards of the models of the configuration need. */
  FitGuards.Result fitGuards(Fit.Options options) {
    return new FitGuards(context, collection, decoder, origin(), options)
        .run(settings.models(), settings.extractors(), scan.images());
  }

  /** Learns the classifiers of the configuration from what the last run left in the store. */
  ClassifierFit.Result fitClassifiers(Fit.Options options) {
    loadProducers();
    return ClassifierFit.run(
        new Inputs(
            context,
            context.store(),
            last.orElseThrow(() -> empty("nightly")),
            settings,
            collection,
            decoder,
            producers),
        new ClassifierFit.Options(options.images(), options.again(), Version.bifocal()));
  }

  private UserError empty(String first) {
    return new UserError(
        "the store " + context.store().location() + " is empty; run " + first + " first");
  }

  private Fit.Origin origin() {
    return new Fit.Origin(last.orElseThrow().run(), Version.bifocal());
  }

  /** Writes the snapshot of the collection and then the record, with which the run is committed. */
  RunRecord commit() {
    Dataset<Row> images = Snapshot.withRejections(scan.images(), extract.rejections());
    if (settings.collection().split() == SplitRule.CONTENT) {
      images = Splits.assign(images, settings.collection().splitShares());
    }
    Snapshot.Result snapshot = Snapshot.write(context, images, scan.listed());
    RunRecord record = record(snapshot, drift.findings(record(snapshot, List.of())));
    context.lock().check();
    CrashPoint.BEFORE_THE_RECORD.reached();
    context.store().commit(record);
    CrashPoint.AFTER_THE_RECORD.reached();
    context.progress().last(record);
    RunReport.write(
        context.spark(), context.store(), settings, collection, decoder, scan.images(), record);
    return record;
  }

  /** Drops what is not needed any more, if that is configured and this run left nothing undone. */
  void vacuum(RunRecord record) {
    if (record.outcome().equals(RunRecord.COMPLETE)) {
      settings
          .upkeep()
          .nightly()
          .ifPresent(
              retention ->
                  VacuumJob.run(
                      context.spark(), context.store(), context.lock(), settings, retention));
    }
  }

  @Override
  public void close() {
    cpu.close();
    context.progress().close();
    context.store().delete(context.store().working(context.run()));
    context.lock().close();
  }

  private RunRecord record(Snapshot.Result snapshot, List<DriftFinding> findings) {
    Instant finished = Instant.now();
    long before = last.map(record -> record.images().listed()).orElse(0L);
    return new RunRecord(
        context.run(),
        job,
        extract.finished() ? RunRecord.COMPLETE : RunRecord.STOPPED,
        context.started().truncatedTo(ChronoUnit.SECONDS).toString(),
        finished.truncatedTo(ChronoUnit.SECONDS).toString(),
        Duration.between(context.started(), finished).toMillis() / 1e3,
        Version.bifocal(),
        context.spark().version(),
        collection.root(),
        inspection,
        new RunRecord.Images(
            scan.listed(),
            snapshot.ok(),
            snapshot.rejected(),
            snapshot.reasons(),
            snapshot.unlabelled(),
            extract.distinct(),
            scan.fresh(),
            scan.listed() - scan.fresh(),
            before - scan.seen()),
        new RunRecord.Work(
            scan.fresh(),
            extract.decoded(),
            scan.bytesRead() + extract.bytesRead(),
            extract.timeline().size(),
            cpu.seconds(),
            context.progress().stageSeconds()),
        extract.producers(),
        files(snapshot),
        extract.timeline(),
        findings);
  }

  private List<RunRecord.DataFile> files(Snapshot.Result snapshot) {
    return Stream.concat(snapshot.files().stream(), extract.files().stream()).toList();
  }

  private Dataset<Row> images(RunRecord record) {
    return Tables.images(context.spark(), context.store(), record.run());
  }
}
