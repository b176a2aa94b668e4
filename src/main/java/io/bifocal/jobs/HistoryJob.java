package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.UpkeepRecord;
import java.io.PrintStream;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the runs of a store, from their records; needs no Spark session. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "List the runs of the store.",
      "A line a run, the oldest first: what it saw, what it computed, how long it took. Vacuums stand among them."
    },
    footer = {"", "Example: bifocal history --conf conf/quickstart.conf"})
final class HistoryJob implements Callable<Integer> {
  private static final String COLUMNS = "%-19s %-8s %-8s %9s %13s %11s %13s %13s %9s %10s  %s%n";

  @Mixin private ConfigurationOptions options;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    run(
        System.out,
        Store.at(settings.store(), SparkHadoopUtil.get().newConfiguration(new SparkConf())));
    return Bifocal.DONE;
  }

  /** Prints the history of {@code store}. */
  static void run(PrintStream out, Store store) {
    TreeSet<String> names = new TreeSet<>(Store.runOrder());
    TreeSet<String> vacuums = new TreeSet<>(store.vacuums());
    names.addAll(store.runs());
    names.addAll(vacuums);
    if (names.isEmpty()) {
      out.println("no committed run yet; run nightly");
      return;
    }
    out.printf(
        Locale.ROOT,
        COLUMNS,
        "run",
        "job",
        "outcome",
        "seconds",
        "ok",
        "rejected",
        "fresh",
        "computed",
        "images/s",
        "CPU s",
        "why rejected");
    for (String name : names) {
      if (vacuums.contains(name)) {
        print(out, store.vacuum(name));
      } else {
        print(out, store.record(name));
      }
    }
  }

  private static void print(PrintStream out, RunRecord record) {
    RunRecord.Images images = record.images();
    long computed = record.producers().stream().mapToLong(RunRecord.Produced::computed).sum();
    out.printf(
        Locale.ROOT,
        COLUMNS,
        record.run(),
        record.job(),
        record.outcome(),
        number("%,.1f", record.seconds()),
        number("%,d", images.ok()),
        number("%,d", images.rejected()),
        number("%,d", images.fresh()),
        number("%,d", computed),
        number("%,.1f", record.seconds() > 0 ? record.work().decoded() / record.seconds() : 0),
        number("%,.1f", record.work().executorCpuSeconds()),
        images.reasons().entrySet().stream()
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", ")));
  }

  private static void print(PrintStream out, UpkeepRecord record) {
    out.printf(
        Locale.ROOT,
        "%-19s %-8s %-8s %9s  dropped %,d runs and %,d rows; %,d bytes before, %,d after%n",
        record.run(),
        "vacuum",
        record.filesAfter() == 0 ? "resumed" : "complete",
        number("%,.1f", record.seconds()),
        record.dropped().size(),
        record.rows(),
        record.bytesBefore(),
        record.bytesAfter());
  }

  private static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
