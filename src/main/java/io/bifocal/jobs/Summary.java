package io.bifocal.jobs;

import io.bifocal.conf.ClassifierSettings;
import io.bifocal.conf.Settings;
import io.bifocal.report.Queries;
import io.bifocal.report.RunReport;
import io.bifocal.store.DriftFinding;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a run did, for a person: counts, tables, a few rows, and how to open them. */
final class Summary {
  private static final int ROWS = 3;

  private Summary() {}

  static void print(
      PrintStream out, SparkSession spark, Store store, Settings settings, RunRecord record) {
    out.println();
    out.printf(
        Locale.ROOT,
        "Run %s (%s) %s in %.1f s%n",
        record.run(),
        record.job(),
        record.outcome(),
        record.seconds());
    images(out, record);
    producers(out, record);
    unlearnt(out, settings, record);
    drift(out, record);
    tables(out, spark, store, record);
    out.println("Open them with DuckDB:");
    out.println("  duckdb -c \"" + Queries.first(store.location(), record) + "\"");
    store
        .text(RunReport.path(record.run()))
        .ifPresent(
            page ->
                out.println("Report: " + store.location() + "/" + RunReport.path(record.run())));
    LogFile.path().ifPresent(log -> out.println("Full log: " + log));
  }

  private static void images(PrintStream out, RunRecord record) {
    RunRecord.Images images = record.images();
    out.printf(
        Locale.ROOT,
        "  Collection %s: %,d files = %,d ok + %,d rejected%s%n",
        record.collection(),
        images.listed(),
        images.ok(),
        images.rejected(),
        reasons(images.reasons()));
    if (images.fresh() == 0 && record.work().decoded() == 0) {
      out.printf(
          Locale.ROOT,
          "  Nothing changed: of %,d files none was read, nothing was computed, no feature file was written (%,d gone)%n",
          images.unchanged(),
          images.gone());
      return;
    }
    out.printf(
        Locale.ROOT,
        "  Read %,d new or changed files, left %,d unchanged, %,d gone; decoded %,d images; %,d without a label%n",
        images.fresh(),
        images.unchanged(),
        images.gone(),
        record.work().decoded(),
        images.unlabelled());
  }

  private static String reasons(Map<String, Long> reasons) {
    return reasons.isEmpty()
        ? ""
        : reasons.entrySet().stream()
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static void producers(PrintStream out, RunRecord record) {
    for (RunRecord.Produced produced : record.producers()) {
      out.printf(
          Locale.ROOT,
          "  %-11s %-22s version %s  %,d computed, %,d errors, %,d missing; %,d values%s%n",
          produced.kind(),
          produced.name(),
          produced.version(),
          produced.computed(),
          produced.errors(),
          produced.missing(),
          produced.length(),
          cost(produced));
    }
  }

  private static void unlearnt(PrintStream out, Settings settings, RunRecord record) {
    for (ClassifierSettings classifier : settings.classifiers()) {
      if (record.producers().stream().noneMatch(known -> known.name().equals(classifier.name()))) {
        out.printf(
            Locale.ROOT,
            "  classifier  %-22s not learnt for these vectors yet: bifocal fit --classifier --conf FILE%n",
            classifier.name());
      }
    }
  }

  private static void drift(PrintStream out, RunRecord record) {
    for (DriftFinding finding : record.drift()) {
      if (!finding.level().equals(DriftFinding.OK)) {
        out.printf(
            Locale.ROOT,
            "  Drift %s: %s against %s: %s %.2f, above %s; %s%n",
            finding.level(),
            finding.what(),
            finding.against(),
            finding.statistic(),
            finding.value(),
            finding.threshold(),
            finding.detail());
      }
    }
  }

  private static String cost(RunRecord.Produced produced) {
    return produced.computed() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            ", %.2f ms CPU an image",
            1e3 * produced.cpuSeconds() / produced.computed());
  }

  private static void tables(PrintStream out, SparkSession spark, Store store, RunRecord record) {
    out.println("Tables in " + store.location());
    String images = "images/run=" + record.run();
    out.printf(Locale.ROOT, "  %s  %,d rows%n", images, record.images().listed());
    rows(
        out,
        spark.read().parquet(store.path(images).toString()),
        "path",
        "label",
        "status",
        "width",
        "height");
    for (RunRecord.Produced produced : record.producers()) {
      if (produced.present() == 0) {
        continue;
      }
      String folder = produced.folder();
      out.printf(Locale.ROOT, "  %s  %,d rows%n", folder, produced.present());
      Dataset<Row> table = spark.read().parquet(store.path(folder).toString());
      switch (produced.kind()) {
        case "features" -> rows(out, table, "substring(image_id, 1, 12)", "slice(vector, 1, 4)");
        case "pictures" ->
            rows(out, table, "substring(image_id, 1, 12)", "width", "height", "length(image)");
        case "keypoints" ->
            rows(out, table, "substring(image_id, 1, 12)", "size(keypoints) || ' keypoints'");
        default ->
            rows(
                out,
                table,
                "substring(image_id, 1, 12)",
                "label",
                "score",
                "slice(embedding, 1, 4)");
      }
    }
  }

  private static void rows(PrintStream out, Dataset<Row> table, String... columns) {
    List<Row> rows = table.selectExpr(columns).limit(ROWS).collectAsList();
    for (Row row : rows) {
      StringBuilder line = new StringBuilder("     ");
      for (int i = 0; i < row.length(); i++) {
        line.append(' ')
            .append(
                row.get(i) instanceof Float f
                    ? String.format(Locale.ROOT, "%.3f", f)
                    : text(row.get(i)));
      }
      out.println(line);
    }
  }

  private static String text(Object value) {
    if (value instanceof scala.collection.Iterable<?> values) {
      return values.mkString("[", ", ", ", …]");
    }
    return value == null ? "-" : String.valueOf(value);
  }
}
