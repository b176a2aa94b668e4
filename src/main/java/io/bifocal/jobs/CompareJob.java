package io.bifocal.jobs;

import io.bifocal.analysis.compare.Compare;
import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Inputs;
import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.pipeline.Producers;
import io.bifocal.pipeline.Progress;
import io.bifocal.pipeline.RunContext;
import io.bifocal.report.ComparePage;
import io.bifocal.store.Lock;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds out which features a collection needs. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Find out which features this collection needs.",
      "Trains classifiers on the vectors of the last run with few labels and many, and says, with intervals and in words: with how many labels networks beat classical features, where both together beat either, what breaks on spoiled images, and what each costs. Writes tables and a report to the store; changes nothing else."
    },
    footer = {"", "Example: bifocal compare --conf conf/quickstart.conf"})
final class CompareJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    SparkSession spark = Sessions.open("compare");
    try {
      Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
      print(System.out, store, run(spark, settings, store));
      return Bifocal.DONE;
    } finally {
      spark.stop();
    }
  }

  /** Runs the job. */
  static Comparison run(SparkSession spark, Settings settings, Store store) {
    RunRecord last =
        store
            .last()
            .orElseThrow(
                () ->
                    new UserError(
                        "the store " + store.location() + " is empty; run nightly first"));
    String name = UUID.randomUUID().toString();
    Store scratch = store.scratch(name);
    Instant started = Instant.now();
    try (Lock lock = Lock.acquire(scratch, "compare");
        Progress progress = Progress.on(spark.sparkContext())) {
      RunContext context =
          new RunContext(spark, scratch, lock, store.newComparison(started), started, progress);
      Inputs inputs =
          new Inputs(
              context,
              store,
              last,
              settings,
              ImageCollection.of(settings.collection(), spark, store.path("_index").toString()),
              Decoder.of(settings),
              Producers.of(settings, spark));
      Comparison found = Compare.run(inputs, Version.bifocal());
      Compare.write(spark, store, found);
      store.write(store.path(page(found)), ComparePage.of(found));
      return found;
    } finally {
      store.deleteScratch(name);
    }
  }

  private static void print(PrintStream out, Store store, Comparison found) {
    out.printf(
        Locale.ROOT,
        "Comparison %s of run %s in %.1f s: %,d images of %d classes, %d sets of features%n",
        found.run(),
        found.snapshot(),
        found.seconds(),
        found.data().used(),
        found.data().classes().size(),
        found.sets().size());
    for (Comparison.Sentence sentence : found.verdict()) {
      out.println("  " + sentence.text());
      out.println("      " + sentence.figure());
    }
    out.println("Report: " + store.path(page(found)));
    out.println("Tables: " + store.path(Compare.folder(found.run())) + "/*/*.parquet");
  }

  private static String page(Comparison found) {
    return Compare.folder(found.run()) + "/compare.html";
  }
}
