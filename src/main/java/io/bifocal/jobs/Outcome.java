package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import io.bifocal.report.Notification;
import io.bifocal.report.RunLine;
import io.bifocal.store.DriftFinding;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a writing job in a session of its own, shows what it did, tells whoever wants to know, and
 * says with which code to exit.
 */
final class Outcome {
  /** Takes one line of JSON for each job. */
  private static final Logger LINES = LoggerFactory.getLogger("io.bifocal.run");

  private Outcome() {}

  static int of(String job, Settings settings, Function<SparkSession, RunRecord> run) {
    Instant started = Instant.now();
    RunLine line;
    try {
      line = done(job, settings, run);
    } catch (Throwable e) { // Spark throws checked exceptions, too.
      Failure failure = Failure.of(e);
      tell(
          settings,
          RunLine.failed(job, settings.store(), started, failure.exitCode(), failure.message()));
      throw e;
    }
    tell(settings, line);
    return line.exitCode();
  }

  private static RunLine done(
      String job, Settings settings, Function<SparkSession, RunRecord> run) {
    SparkSession spark = Sessions.open(job);
    try {
      RunRecord record = run.apply(spark);
      Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
      Summary.print(System.out, spark, store, settings, record);
      return RunLine.of(record, store.location(), settings, exitCode(job, settings, record));
    } finally {
      spark.stop();
    }
  }

  private static int exitCode(String job, Settings settings, RunRecord record) {
    if (record.outcome().equals(RunRecord.STOPPED)) {
      System.err.println(
          job + ": stopped at the deadline; the next run goes on where this one ended");
      return Bifocal.STOPPED;
    }
    if (!settings
        .limits()
        .maxRejected()
        .accepts(record.images().rejected(), record.images().listed())) {
      System.err.printf(
          Locale.ROOT,
          "%s: %,d of %,d files were rejected, more than limits.max-rejected = %s; reason and detail are in images%n",
          job,
          record.images().rejected(),
          record.images().listed(),
          settings.limits().maxRejected());
      return Bifocal.TOO_MANY_REJECTED;
    }
    List<String> drifted =
        record.drift().stream()
            .filter(finding -> finding.level().equals(DriftFinding.FAILURE))
            .map(finding -> finding.what() + " against " + finding.against())
            .distinct()
            .toList();
    if (!drifted.isEmpty()) {
      System.err.printf(
          Locale.ROOT,
          "%s: drift: more than drift.fail allows in %s; run %s is committed all the same%n",
          job,
          String.join(", ", drifted),
          record.run());
      return Bifocal.FAILED;
    }
    return Bifocal.DONE;
  }

  private static void tell(Settings settings, RunLine line) {
    LINES.info("{}", line.json());
    Notification.send(settings.notification(), line);
  }
}
