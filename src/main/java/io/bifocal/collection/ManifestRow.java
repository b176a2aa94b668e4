package io.bifocal.collection;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** What a manifest says in one of its rows, as a row of a dataset. */
final class ManifestRow {
  /** number: the line of a text, the row of a Parquet file; problem: null for a good row. */
  static final StructType SCHEMA =
      new StructType()
          .add("number", LongType, false)
          .add("path", StringType, true)
          .add("values", createMapType(StringType, StringType, false), false)
          .add("problem", StringType, true);

  private ManifestRow() {}

  /**
   * A row with its values by column, null and empty ones left out.
   *
   * @param key name of the column of paths
   */
  static Row of(long number, Map<String, String> values, String key) {
    String path = values.get(key);
    return path == null || path.isEmpty()
        ? malformed(number, "there is no " + key + " in this row")
        : RowFactory.create(number, clean(path), Listing.scalaMap(values), null);
  }

  /** A row that cannot be made sense of. */
  static Row malformed(long number, String problem) {
    return RowFactory.create(number, null, Listing.scalaMap(Map.of()), problem);
  }

  /** The values of {@code row} by column. */
  static Map<String, String> values(Row row) {
    return new TreeMap<>(row.<String, String>getJavaMap(2));
  }

  /** {@code ./x} is what find prints for {@code x}. */
  private static String clean(String path) {
    return path.startsWith("./") ? clean(path.substring(2)) : path;
  }
}
