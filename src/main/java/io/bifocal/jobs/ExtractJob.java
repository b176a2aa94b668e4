package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import io.bifocal.store.RunRecord;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Computes the features and predictions that the images of the last run lack. */
@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Compute what the images of the last run lack.",
      "Computes missing features and predictions without listing the collection: for a new extractor or model on a collection that was scanned before."
    },
    footer = {"", "Example: bifocal extract --conf conf/quickstart.conf"})
final class ExtractJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;
  @Mixin private Deadline deadline;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    Supplier<Duration> timeLeft = deadline.start();
    return Outcome.of("extract", settings, spark -> run(spark, settings, timeLeft));
  }

  /** Runs the job. */
  static RunRecord run(SparkSession spark, Settings settings, Supplier<Duration> timeLeft) {
    try (Run run = Run.begin("extract", spark, settings)) {
      run.loadProducers();
      run.takeLastImages();
      run.extract(timeLeft);
      return run.commit();
    }
  }
}
