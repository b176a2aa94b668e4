package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import io.bifocal.store.Lock;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the store holds, from its run records; needs no Spark session. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Show what the store holds.",
      "Shows the last run, its tables, what is missing, and who holds the store."
    },
    footer = {"", "Example: bifocal status --conf conf/quickstart.conf"})
final class StatusJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    run(
        System.out,
        Store.at(settings.store(), SparkHadoopUtil.get().newConfiguration(new SparkConf())));
    return Bifocal.DONE;
  }

  /** Prints the state of {@code store}. */
  static void run(PrintStream out, Store store) {
    List<String> runs = store.runs();
    out.println("Store " + store.location());
    out.println(
        "  " + Lock.holder(store).map(holder -> "held by " + holder).orElse("held by nobody"));
    if (runs.isEmpty()) {
      out.println("  no committed run yet; run nightly");
      return;
    }
    RunRecord last = store.record(runs.get(runs.size() - 1));
    out.printf(
        Locale.ROOT,
        "  %,d runs, the last %s (%s, %s), finished %s%n",
        runs.size(),
        last.run(),
        last.job(),
        last.outcome(),
        last.finished());
    RunRecord.Images images = last.images();
    out.printf(
        Locale.ROOT,
        "  images: %,d files = %,d ok + %,d rejected %s; %,d distinct contents%n",
        images.listed(),
        images.ok(),
        images.rejected(),
        images.reasons(),
        images.distinct());
    for (RunRecord.Produced produced : last.producers()) {
      out.printf(
          Locale.ROOT,
          "  %s %s version %s: %,d of %,d contents, %,d values each%n",
          produced.kind(),
          produced.name(),
          produced.version(),
          produced.present(),
          images.distinct(),
          produced.length());
    }
  }
}
