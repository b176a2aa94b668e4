package io.bifocal.jobs;

import static org.apache.spark.sql.functions.col;

import io.bifocal.conf.Names;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.pipeline.Producers;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a run as one flat table: a row an accepted file, a column a vector. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Write a run as one flat training table.",
      "One row an accepted file: path, image_id, label, split, group, attributes, and for each extractor its vector, for each model its label, score, embedding and guards."
    },
    footer = {
      "",
      "Example: bifocal export --conf conf/quickstart.conf --columns hog,emoji-cnn --output /tmp/training"
    })
final class ExportJob implements Callable<Integer> {
  private static final Set<String> NO_COLUMNS = Set.of("keypoints", "pictures");

  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "the run to export, by default the last one")
  private String run;

  @Option(
      names = "--columns",
      paramLabel = "NAMES",
      split = ",",
      description = "extractors and models to export, by default all of the run")
  private List<String> chosen = List.of();

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description =
          "where the table goes, by default export/run=RUN in the store; what is there is replaced")
  private String output;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    SparkSession spark = Sessions.open("export");
    try {
      Result result = run(spark, settings, run, chosen, output);
      System.out.printf(
          Locale.ROOT,
          "Exported %,d rows of run %s to %s%n",
          result.rows(),
          result.run(),
          result.folder());
      System.out.println("  columns: " + String.join(", ", result.columns()));
      System.out.println(
          "  duckdb -c \"SELECT * FROM '" + result.folder() + "/*.parquet' LIMIT 10\"");
      return Bifocal.DONE;
    } finally {
      spark.stop();
    }
  }

  /** What was written, and where. */
  record Result(String run, String folder, long rows, List<String> columns) {}

  /**
   * Runs the job.
   *
   * @param run the run to export, null for the last one
   * @param chosen names of producers, empty for all
   * @param output where to, null for a folder in the store
   */
  static Result run(
      SparkSession spark, Settings settings, String run, List<String> chosen, String output) {
    Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
    RunRecord record =
        run != null
            ? store.record(run)
            : store
                .last()
                .orElseThrow(
                    () ->
                        new UserError(
                            "the store " + store.location() + " is empty; run nightly first"));
    List<RunRecord.Produced> producers = chosen(producers(spark, settings, record), chosen);
    Dataset<Row> table =
        Tables.images(spark, store, record.run())
            .where("status = 'ok'")
            .select("path", "image_id", "label", "split", "group", "attributes");
    for (RunRecord.Produced producer : producers) {
      table =
          table.join(columns(spark, store, producer, producers), new String[] {"image_id"}, "left");
    }
    String folder = output != null ? output : store.location() + "/export/run=" + record.run();
    // A join puts its key first.
    List<String> order = new ArrayList<>(List.of(table.columns()));
    order.remove("path");
    table
        .select("path", order.toArray(String[]::new))
        .repartitionByRange(col("path"))
        .sortWithinPartitions("path")
        .write()
        .mode(SaveMode.Overwrite)
        .option("compression", "zstd")
        .parquet(folder);
    Dataset<Row> written = spark.read().parquet(folder);
    return new Result(record.run(), folder, written.count(), List.of(written.columns()));
  }

  /**
   * The producers of the run itself; a run that only scanned has none, then those of the
   * configuration. Keypoints are as many as a picture has, and images are packed: neither is a
   * column.
   */
  private static List<RunRecord.Produced> producers(
      SparkSession spark, Settings settings, RunRecord record) {
    List<RunRecord.Produced> all =
        record.producers().isEmpty()
            ? Producers.of(settings, spark).described()
            : record.producers();
    return all.stream().filter(producer -> !NO_COLUMNS.contains(producer.kind())).toList();
  }

  private static List<RunRecord.Produced> chosen(
      List<RunRecord.Produced> producers, List<String> names) {
    List<String> known = producers.stream().map(RunRecord.Produced::name).distinct().toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserError("--columns: " + Names.unknown("extractor or model", name, known));
      }
    }
    return producers.stream()
        .filter(producer -> names.isEmpty() || names.contains(producer.name()))
        .toList();
  }

  private static Dataset<Row> columns(
      SparkSession spark, Store store, RunRecord.Produced producer, List<RunRecord.Produced> all) {
    long namesakes = all.stream().filter(other -> other.name().equals(producer.name())).count();
    String name =
        producer.name().replaceAll("[^A-Za-z0-9]", "_")
            + (namesakes > 1 ? "_" + producer.version() : "");
    List<Column> columns = new ArrayList<>();
    columns.add(col("image_id"));
    boolean features = producer.kind().equals("features");
    if (features) {
      columns.add(col("vector").as(name));
    } else {
      columns.add(col("label").as(name + "_label"));
      columns.add(col("score").as(name + "_score"));
      columns.add(col("embedding").as(name + "_embedding"));
    }
    String folder = producer.folder();
    Dataset<Row> rows =
        store.dataFiles(store.path(folder)).isEmpty()
            ? spark.createDataFrame(List.of(), features ? Tables.FEATURES : Tables.PREDICTIONS)
            : spark.read().parquet(store.path(folder).toString());
    for (StructField field : rows.schema().fields()) {
      boolean guard = !features && field.dataType().equals(DataTypes.FloatType);
      if (guard && !field.name().equals("score")) {
        columns.add(col(field.name()).as(name + "_" + field.name()));
      }
    }
    return rows.select(columns.toArray(Column[]::new));
  }
}
