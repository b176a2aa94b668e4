package io.bifocal.collection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Files that the configuration names one by one, and that are not there. */
final class MissingFiles {
  private MissingFiles() {}

  /**
   * {@code listed}, and a refused row for each of the {@code named} files that should be among them
   * and does not exist.
   */
  static Dataset<Row> with(
      Dataset<Row> listed, FileTree tree, PathRules rules, List<String> named, SparkSession spark) {
    List<Row> missing = new ArrayList<>();
    for (String path : named) {
      if (rules.accept(path) && isMissing(tree, path)) {
        Entry entry = new Entry(path, Entry.Kind.OTHER, 0, Instant.EPOCH);
        missing.add(Listing.refused(entry, rules.describe(path), "unreadable", "no such file"));
      }
    }
    return missing.isEmpty()
        ? listed
        : listed.unionByName(spark.createDataFrame(missing, Listing.SCHEMA));
  }

  private static boolean isMissing(FileTree tree, String path) {
    try {
      return tree.entry(path).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": " + e.getMessage(), e);
    }
  }
}
