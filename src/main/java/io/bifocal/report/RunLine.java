package io.bifocal.report;

import io.bifocal.conf.Settings;
import io.bifocal.store.DriftFinding;
import io.bifocal.store.Json;
import io.bifocal.store.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * How a job ended, for machines: one line of JSON with stable keys in snake_case; what is not known
 * is absent. A job that failed has no run, and of its numbers only those that every job has.
 *
 * @param job its name
 * @param outcome complete, stopped or failed
 * @param level ok, attention or failure
 * @param exitCode of the process
 * @param message a sentence for a person
 * @param started ISO 8601, UTC
 * @param finished ISO 8601, UTC
 * @param seconds between the two
 * @param store where it lies
 * @param run the name of the run
 * @param report the page of the run, relative to the store
 * @param collection where it lies
 * @param bifocal version
 * @param spark version
 * @param images what became of the files
 * @param work what was done for it
 * @param imagesPerSecond while there were waves of work
 * @param kilowattHours an estimate by the factors of the configuration
 * @param gramsCo2 an estimate by the factors of the configuration
 * @param producers the configured extractors and models
 * @param drift findings beyond a threshold
 */
public record RunLine(
    String job,
    String outcome,
    String level,
    int exitCode,
    String message,
    String started,
    String finished,
    double seconds,
    String store,
    String run,
    String report,
    String collection,
    String bifocal,
    String spark,
    RunRecord.Images images,
    RunRecord.Work work,
    Double imagesPerSecond,
    Double kilowattHours,
    Double gramsCo2,
    List<Produced> producers,
    Drift drift) {

  /** One producer; the keys are those of the record. */
  public record Produced(
      String kind,
      String name,
      String version,
      long computed,
      long errors,
      long present,
      long missing,
      double cpuSeconds) {}

  /** How many findings of drift there are. */
  public record Drift(long warnings, long failures) {}

  /**
   * The line of a run that is committed.
   *
   * @param location of the store
   */
  public static RunLine of(RunRecord record, String location, Settings settings, int exitCode) {
    List<DriftFinding> drift = record.drift();
    Verdict verdict = Verdict.of(record, settings.limits().maxRejected(), drift);
    double cpu = record.work().executorCpuSeconds();
    return new RunLine(
        record.job(),
        record.outcome(),
        verdict.level().name().toLowerCase(Locale.ROOT),
        exitCode,
        verdict.sentence(),
        record.started(),
        record.finished(),
        record.seconds(),
        location,
        record.run(),
        RunReport.path(record.run()),
        record.collection(),
        record.bifocal(),
        record.spark(),
        record.images(),
        record.work(),
        Throughput.of(record).mean(),
        settings.report().kilowattHours(cpu),
        settings.report().gramsCo2(cpu),
        record.producers().stream().map(RunLine::produced).toList(),
        new Drift(
            drift.stream().filter(one -> one.level().equals(DriftFinding.WARNING)).count(),
            drift.stream().filter(one -> one.level().equals(DriftFinding.FAILURE)).count()));
  }

  /** The line of a job that did not come to an end. */
  public static RunLine failed(
      String job, String store, Instant started, int exitCode, String message) {
    Instant finished = Instant.now();
    return new RunLine(
        job,
        "failed",
        Verdict.Level.FAILURE.name().toLowerCase(Locale.ROOT),
        exitCode,
        message,
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        finished.truncatedTo(ChronoUnit.SECONDS).toString(),
        Duration.between(started, finished).toMillis() / 1e3,
        store,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** This line as JSON. */
  public String json() {
    return Json.line(this);
  }

  private static Produced produced(RunRecord.Produced produced) {
    return new Produced(
        produced.kind(),
        produced.name(),
        produced.version(),
        produced.computed(),
        produced.errors(),
        produced.present(),
        produced.missing(),
        produced.cpuSeconds());
  }
}
