package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import io.bifocal.store.RunRecord;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scans the collection and computes whatever is missing: the job to schedule. */
@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Scan the collection and compute whatever is missing.",
      "Lists the collection, reads what is new or changed, computes the features and predictions that are missing, and commits all of it as one run. Run it again at any time: it touches only what changed."
    },
    footer = {"", "Example: bifocal nightly --conf conf/quickstart.conf --deadline 6h"})
final class NightlyJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;
  @Mixin private Deadline deadline;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    Supplier<Duration> timeLeft = deadline.start();
    return Outcome.of("nightly", settings, spark -> run(spark, settings, timeLeft));
  }

  /** Runs the job. */
  static RunRecord run(SparkSession spark, Settings settings, Supplier<Duration> timeLeft) {
    try (Run run = Run.begin("nightly", spark, settings)) {
      run.loadProducers();
      run.scan();
      run.extract(timeLeft);
      RunRecord record = run.commit();
      run.vacuum(record);
      return record;
    }
  }
}
