package io.bifocal.collection;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.sql.Timestamp;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** A listed file as a row. */
public final class Listing {
  /**
   * path; label, split, group (null where there is none); attributes (never null); bytes and
   * modified as the file system gives them; problem, null for a file that can be opened, otherwise
   * why it never is.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("path", StringType, false)
          .add("label", StringType, true)
          .add("split", StringType, true)
          .add("group", StringType, true)
          .add("attributes", createMapType(StringType, StringType, false), false)
          .add("bytes", LongType, false)
          .add("modified", TimestampType, false)
          .add("problem", StringType, true);

  private Listing() {}

  static Row row(Entry entry, PathFacts facts) {
    return RowFactory.create(
        entry.path(),
        facts.label(),
        facts.split(),
        facts.group(),
        scalaMap(facts.attributes()),
        entry.bytes(),
        Timestamp.from(entry.modified()),
        entry.kind() == Entry.Kind.FILE
            ? null
            : "not a regular file: a device, a pipe, or a link that leads nowhere or back");
  }

  /** Spark's rows hold Scala's maps. */
  @SuppressWarnings("deprecation") // Its successor is not in the Scala of Spark 3.5.
  private static scala.collection.Map<String, String> scalaMap(Map<String, String> map) {
    return JavaConverters.mapAsScalaMap(map);
  }
}
