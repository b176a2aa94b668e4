package io.bifocal.collection;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Files that a table names, a row a row of the table: what is listed twice is there twice, and what
 * does not exist or cannot be made sense of is a refused row. Tasks ask the file systems for sizes
 * and times; nobody holds the table in memory.
 */
record Manifest(Places places, PathRules rules, ManifestTable table) implements ImageCollection {
  private static final int TASKS_PER_CORE = 4;

  @Override
  public String root() {
    return places.root().root();
  }

  @Override
  public Dataset<Row> list(SparkSession spark) {
    int tasks = spark.sparkContext().defaultParallelism() * TASKS_PER_CORE;
    JavaRDD<Row> rows =
        table.rows(spark).repartition(tasks).toJavaRDD().filter(this::belongs).map(this::listed);
    return spark.createDataFrame(rows, Listing.SCHEMA);
  }

  @Override
  public boolean isPacked() {
    return false;
  }

  @Override
  public boolean mayList(String path) {
    return false;
  }

  @Override
  public ImageReader reader() {
    return new PlacesReader(places);
  }

  /** A row of {@link ManifestRow#SCHEMA} that cannot be made sense of, as one of a listing. */
  static Row malformed(ManifestFile file, Row row) {
    long number = row.<Long>getAs("number");
    String path = number < 0 ? file.name() : file.name() + "#" + number;
    return Listing.refused(absent(path), PathFacts.NONE, "unreadable", row.getAs("problem"));
  }

  private boolean belongs(Row row) {
    String path = row.getAs("path");
    return path == null || rules.accept(places.relative(path));
  }

  private Row listed(Row row) {
    if (row.getAs("problem") != null) {
      return malformed(table.file(), row);
    }
    String path = places.relative(row.getAs("path"));
    PathFacts facts =
        rules.allowed(table.facts().facts(ManifestRow.values(row), rules.describe(path)));
    try {
      Optional<Entry> found = places.entry(path);
      if (found.isEmpty()) {
        return Listing.refused(absent(path), facts, "unreadable", "no such file");
      }
      Entry entry = found.get();
      Entry called = new Entry(path, entry.kind(), entry.bytes(), entry.modified());
      return entry.kind() == Entry.Kind.FOLDER
          ? Listing.refused(called, facts, "unreadable", "a folder, not a file")
          : Listing.row(called, facts);
    } catch (IOException | RuntimeException e) {
      // Some file systems throw what they like; a name that cannot be one is a fact about its row.
      return Listing.refused(absent(path), facts, "unreadable", e.toString());
    }
  }

  private static Entry absent(String path) {
    return new Entry(path, Entry.Kind.OTHER, 0, Instant.EPOCH);
  }
}
