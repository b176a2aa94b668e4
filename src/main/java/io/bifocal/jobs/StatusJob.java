package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import io.bifocal.store.Inventory;
import io.bifocal.store.Lock;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.StoreSize;
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
      "Shows the last run, its tables and their files, what is missing, what a vacuum could drop, and who holds the store."
    },
    footer = {"", "Example: bifocal status --conf conf/quickstart.conf"})
final class StatusJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    run(
        System.out,
        Store.at(settings.store(), SparkHadoopUtil.get().newConfiguration(new SparkConf())),
        settings.upkeep().targetFileSize().value());
    return Bifocal.DONE;
  }

  /**
   * Prints the state of {@code store}.
   *
   * @param targetBytes size that is aimed at for data files
   */
  static void run(PrintStream out, Store store, long targetBytes) {
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
    files(out, store, last, targetBytes);
  }

  private static void files(PrintStream out, Store store, RunRecord last, long targetBytes) {
    Inventory inventory = Inventory.of(store, last, targetBytes);
    inventory.tables().forEach((table, size) -> out.println("  " + table + ": " + text(size)));
    inventory
        .superseded()
        .forEach(
            (version, size) ->
                out.println(
                    "  "
                        + version
                        + ": "
                        + text(size)
                        + "; not of the last run, vacuum drops it when no kept run has it"));
    for (String vacuum : inventory.unfinishedVacuums()) {
      out.println(
          "  vacuum "
              + vacuum
              + " is under way or was killed; the next run or vacuum completes it");
    }
  }

  private static String text(StoreSize size) {
    return String.format(
        Locale.ROOT,
        "%,d files, %,d bytes%s",
        size.files(),
        size.bytes(),
        size.small() > 1 ? String.format(Locale.ROOT, ", %,d of them small", size.small()) : "");
  }
}
