package io.bifocal.jobs;

import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.pipeline.PackedVerification;
import io.bifocal.pipeline.Producers;
import io.bifocal.pipeline.Recomputation;
import io.bifocal.store.Store;
import io.bifocal.store.Verification;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks every invariant of the store. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Check every invariant of the store.",
      "Data files have the bytes they were written with, files listed are rows in images, one row a content and version, vector lengths, no NaN, nothing without its image. Changes nothing; exits with 1 if a check fails."
    },
    footer = {"", "Example: bifocal verify --conf conf/quickstart.conf"})
final class VerifyJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--packed",
      paramLabel = "FOLDER",
      description =
          "also read back what pack wrote there, and compare it with its source by image_id")
  private String packed;

  @Option(
      names = "--recompute",
      paramLabel = "N",
      description =
          "also compute the rows of 1 content in N once more, by the extractors and models of the configuration, and compare")
  private Long recompute;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    if (recompute != null && recompute < 1) {
      throw new UserError("--recompute " + recompute + " is out of range; give 1 or more");
    }
    SparkSession spark = Sessions.open("verify");
    try {
      List<Verification.Check> checks = run(spark, settings, packed, recompute);
      return print(System.out, checks) ? Bifocal.DONE : Bifocal.FAILED;
    } finally {
      spark.stop();
    }
  }

  /**
   * Runs the job.
   *
   * @param packed a folder of shards to read back, null for none
   * @param recompute one content in so many is computed once more; null for none
   */
  static List<Verification.Check> run(
      SparkSession spark, Settings settings, String packed, Long recompute) {
    Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
    if (store.runs().isEmpty()) {
      throw new UserError("the store " + store.location() + " is empty; run nightly first");
    }
    List<Verification.Check> checks =
        new ArrayList<>(new Verification(spark, store, settings.collection().kind()).checks());
    if (packed != null) {
      Store shards = Store.at(packed, spark.sparkContext().hadoopConfiguration());
      checks.addAll(PackedVerification.checks(spark, store, shards, Decoder.of(settings)));
    }
    if (recompute != null) {
      checks.addAll(recomputation(spark, settings, store).checks(recompute));
    }
    return checks;
  }

  private static Recomputation recomputation(SparkSession spark, Settings settings, Store store) {
    return new Recomputation(
        spark,
        store,
        store.last().orElseThrow(),
        ImageCollection.of(settings.collection(), spark, store.path("_index").toString()),
        Decoder.of(settings),
        Producers.of(settings, spark));
  }

  /** Prints {@code checks}; whether all of them hold. */
  private static boolean print(PrintStream out, List<Verification.Check> checks) {
    long failed = checks.stream().filter(check -> check.violations() > 0).count();
    for (Verification.Check check : checks) {
      out.println(
          (check.violations() == 0 ? "ok      " : "FAILED  ")
              + check.claim()
              + ": "
              + check.found());
    }
    out.println(
        failed == 0 ? "All checks hold." : failed + " of " + checks.size() + " checks failed.");
    return failed == 0;
  }
}
