package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import io.bifocal.store.RunRecord;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the collection and finds out what every file holds; computes no features. */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "List the collection and find out what every file holds.",
      "Reads and decodes what is new or changed, and commits the table images: one row a file, accepted or rejected with its reason. Computes no features."
    },
    footer = {"", "Example: bifocal scan --conf conf/quickstart.conf"})
final class ScanJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    return Outcome.of("scan", settings, spark -> run(spark, settings));
  }

  /** Runs the job. */
  static RunRecord run(SparkSession spark, Settings settings) {
    try (Run run = Run.begin("scan", spark, settings)) {
      run.scan();
      run.extract(Deadline.none());
      return run.commit();
    }
  }
}
