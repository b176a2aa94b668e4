package io.bifocal.jobs;

import io.bifocal.conf.Age;
import io.bifocal.conf.RetentionSettings;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.store.Lock;
import io.bifocal.store.Recovery;
import io.bifocal.store.Retention;
import io.bifocal.store.Store;
import io.bifocal.store.UpkeepRecord;
import io.bifocal.store.Vacuum;
import io.bifocal.store.VacuumPlan;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Drops superseded data and merges small files. */
@Command(
    name = "vacuum",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Drop superseded data and merge small files.",
      "Drops runs that are neither among the newest nor young, versions that no other run used, rows whose content no other run has, and what killed runs left; then merges small files up to upkeep.target-file-size. What a kept run needs stays, row for row. The last run is always kept."
    },
    footer = {
      "",
      "Example: bifocal vacuum --conf conf/quickstart.conf --keep-runs 7 --older-than 30d"
    })
final class VacuumJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--keep-runs",
      defaultValue = "7",
      paramLabel = "N",
      description =
          "runs that stay whatever their age, the newest; at least 1; default: ${DEFAULT-VALUE}")
  private int keepRuns;

  @Option(
      names = "--older-than",
      defaultValue = "30d",
      paramLabel = "AGE",
      description =
          "age beyond which other runs are dropped, such as 30d or 12h; default: ${DEFAULT-VALUE}")
  private String olderThan;

  @Option(names = "--dry-run", description = "say what would be done, and do nothing")
  private boolean dryRun;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    RetentionSettings retention = new RetentionSettings(keepRuns, Age.parse(olderThan));
    SparkSession spark = Sessions.open("vacuum");
    try {
      Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
      if (store.runs().isEmpty()) {
        throw new UserError("the store " + store.location() + " is empty; run nightly first");
      }
      try (Lock lock = Lock.acquire(store, "vacuum")) {
        Recovery.of(store);
        if (dryRun) {
          preview(spark, store, lock, settings, retention);
        } else {
          run(spark, store, lock, settings, retention);
        }
      }
      return Bifocal.DONE;
    } finally {
      spark.stop();
    }
  }

  /** Runs the job; {@code lock} is held by the caller. */
  static void run(
      SparkSession spark, Store store, Lock lock, Settings settings, RetentionSettings retention) {
    try (Vacuum vacuum = vacuum(spark, store, lock, settings, retention)) {
      VacuumPlan plan = vacuum.plan();
      print(System.out, plan);
      if (!plan.isEmpty()) {
        print(System.out, vacuum.carryOut(plan));
      }
    }
  }

  private static void preview(
      SparkSession spark, Store store, Lock lock, Settings settings, RetentionSettings retention) {
    try (Vacuum vacuum = vacuum(spark, store, lock, settings, retention)) {
      print(System.out, vacuum.plan());
      System.out.println("Nothing was done, as --dry-run was given.");
    }
  }

  private static Vacuum vacuum(
      SparkSession spark, Store store, Lock lock, Settings settings, RetentionSettings retention) {
    return new Vacuum(
        spark,
        store,
        lock,
        new Retention(
            retention.keepRuns(),
            retention.olderThan().duration(),
            settings.drift().reference().stream().collect(Collectors.toSet())),
        settings.upkeep().targetFileSize().value(),
        Version.bifocal());
  }

  private static void print(PrintStream out, VacuumPlan plan) {
    out.printf(
        Locale.ROOT,
        "Vacuum %s: keeps %,d runs from %s on, drops %,d%n",
        plan.run(),
        plan.kept().size(),
        plan.kept().get(0),
        plan.dropped().size());
    plan.removed().forEach(path -> out.println("  remove " + path));
    for (VacuumPlan.Version version : plan.rewritten()) {
      out.printf(
          Locale.ROOT,
          "  rewrite %s: %,d files into %,d, %,d stay as they are; %,d superseded rows left out%n",
          version.folder(),
          version.compaction().rewritten(),
          version.compaction().groups().size(),
          version.compaction().kept().size() + version.unfinished().size(),
          version.compaction().superseded());
    }
    if (!plan.rewrites()) {
      out.println(
          "  files are not rewritten: on this file system a folder is not renamed in one step, and readers would see some files twice or not at all");
    }
    if (plan.isEmpty()) {
      out.println("  nothing to do");
    }
  }

  private static void print(PrintStream out, UpkeepRecord record) {
    out.printf(
        Locale.ROOT,
        "  %,d files of %,d bytes before, %,d of %,d now; %,d rows dropped; %.1f s%n",
        record.filesBefore(),
        record.bytesBefore(),
        record.filesAfter(),
        record.bytesAfter(),
        record.rows(),
        record.seconds());
  }
}
