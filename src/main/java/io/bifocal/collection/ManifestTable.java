package io.bifocal.collection;

import static org.apache.spark.sql.types.DataTypes.IntegerType;

import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A table of paths: CSV, JSON lines or Parquet. A text is read by one task, in order, so that rows
 * have their line number; the row groups of a Parquet file are shared out.
 *
 * @param file the table
 * @param delimiter of CSV
 * @param hasLabels whether it has the column of labels
 */
record ManifestTable(ManifestFile file, char delimiter, TableFacts facts, boolean hasLabels)
    implements Serializable {

  /** A row group of the file. */
  private static final StructType GROUP = new StructType().add("row_group", IntegerType, false);

  /**
   * Opens a table and looks at its columns.
   *
   * @throws UserError if it cannot be read or lacks columns that it has to have
   */
  static ManifestTable of(ManifestFile file, CollectionSettings settings) {
    TableFacts facts = TableFacts.of(settings, settings.columns().path());
    char delimiter = ',';
    Collection<String> columns;
    try {
      switch (file.format()) {
        case CSV -> {
          try (BufferedReader in = ManifestText.open(file.tree(), file.path())) {
            delimiter =
                settings.delimiter().isPresent()
                    ? settings.delimiter().get().charAt(0)
                    : CsvManifest.delimiter(in);
            columns = CsvManifest.header(file.name(), in, delimiter);
          }
          facts.check(file.name(), columns);
        }
        case JSON -> {
          try (BufferedReader in = ManifestText.open(file.tree(), file.path())) {
            columns = JsonManifest.columns(in);
          }
          if (!columns.isEmpty()) {
            facts.check(file.name(), columns);
          }
        }
        default -> {
          ParquetMetadata footer = new ParquetInput(file.tree(), file.entry()).footer();
          columns = ParquetColumns.ofPaths(file.name(), footer, facts).texts().keySet();
        }
      }
    } catch (IOException e) {
      throw ManifestText.unreadable(file.name(), e);
    } catch (RefusedException e) {
      throw new UserError("collection.manifest: " + file.name() + ": " + e.getMessage(), e);
    }
    boolean hasLabels = facts.givesLabels() && columns.contains(settings.columns().label());
    return new ManifestTable(file, delimiter, facts, hasLabels);
  }

  /**
   * Its rows.
   *
   * @return columns of {@link ManifestRow#SCHEMA}
   */
  Dataset<Row> rows(SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    if (file.format() != ManifestFile.Format.PARQUET) {
      JavaRDD<Row> rows = context.parallelize(List.of(0), 1).flatMap(all -> text());
      return spark.createDataFrame(rows, ManifestRow.SCHEMA);
    }
    JavaRDD<Row> groups =
        context
            .parallelize(List.of(0), 1)
            .flatMap(all -> ParquetRows.groups(file.tree(), file.entry()).iterator())
            .map(RowFactory::create);
    Dataset<Row> shared =
        spark.createDataFrame(groups, GROUP).repartition(context.defaultParallelism() * 4);
    Paths paths = new Paths(file.name(), facts);
    JavaRDD<Row> rows =
        shared
            .toJavaRDD()
            .flatMap(group -> ParquetRows.of(file.tree(), file.entry(), group.getInt(0), paths));
    return spark.createDataFrame(rows, ManifestRow.SCHEMA);
  }

  private Iterator<Row> text() {
    try {
      BufferedReader in = ManifestText.open(file.tree(), file.path());
      return file.format() == ManifestFile.Format.CSV
          ? new CsvManifest(in, delimiter, facts.key())
          : new JsonManifest(in, facts.key());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of a Parquet file as rows of a manifest. */
  private record Paths(String name, TableFacts facts) implements ParquetRows.Form<Row> {
    @Override
    public ParquetColumns columns(Entry table, ParquetMetadata footer) {
      return ParquetColumns.ofPaths(name, footer, facts);
    }

    @Override
    public Row row(Entry table, long number, ColumnValues key, Map<String, String> texts) {
      String path = key.text();
      if (path != null) {
        texts.put(facts.key(), path);
      }
      texts.values().removeAll(Set.of(""));
      return ManifestRow.of(number, texts, facts.key());
    }

    @Override
    public Row refused(Entry table, RefusedException why) {
      return ManifestRow.malformed(-1, why.getMessage());
    }
  }
}
