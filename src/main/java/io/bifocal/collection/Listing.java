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
   * modified as the file system gives them; container and position as in {@link Location};
   * problem_reason and problem, null for what can be opened, otherwise why it never is.
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
          .add("container", StringType, true)
          .add("position", LongType, true)
          .add("problem_reason", StringType, true)
          .add("problem", StringType, true);

  private Listing() {}

  /** A file of its own. */
  static Row row(Entry entry, PathFacts facts) {
    return entry.kind() == Entry.Kind.FILE
        ? row(entry, facts, null, null, null, null)
        : refused(
            entry,
            facts,
            "unreadable",
            "not a regular file: a device, a pipe, or a link that leads nowhere or back");
  }

  /**
   * An image in a container.
   *
   * @param image its path, its own size, and when the container was modified
   */
  static Row row(Entry image, PathFacts facts, String container, long position) {
    return row(image, facts, container, position, null, null);
  }

  /**
   * Something that is never opened.
   *
   * @param reason as in the table {@code images}
   */
  static Row refused(Entry entry, PathFacts facts, String reason, String problem) {
    return row(entry, facts, null, null, reason, problem);
  }

  /** What a row of {@link #SCHEMA} says of its file besides what the file system does. */
  static PathFacts facts(Row listed) {
    return new PathFacts(
        listed.getAs("label"),
        listed.getAs("split"),
        listed.getAs("group"),
        Map.copyOf(listed.<String, String>getJavaMap(listed.fieldIndex("attributes"))));
  }

  /** A row of {@link #SCHEMA} and perhaps more columns, with other facts. */
  static Row with(Row listed, PathFacts facts) {
    Object[] values = new Object[SCHEMA.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = listed.get(i);
    }
    values[SCHEMA.fieldIndex("label")] = facts.label();
    values[SCHEMA.fieldIndex("split")] = facts.split();
    values[SCHEMA.fieldIndex("group")] = facts.group();
    values[SCHEMA.fieldIndex("attributes")] = scalaMap(facts.attributes());
    return RowFactory.create(values);
  }

  private static Row row(
      Entry entry,
      PathFacts facts,
      String container,
      Long position,
      String reason,
      String problem) {
    return RowFactory.create(
        entry.path(),
        facts.label(),
        facts.split(),
        facts.group(),
        scalaMap(facts.attributes()),
        entry.bytes(),
        Timestamp.from(entry.modified()),
        container,
        position,
        reason,
        problem);
  }

  /** Spark's rows hold Scala's maps. */
  @SuppressWarnings("deprecation") // Its successor is not in the Scala of Spark 3.5.
  static scala.collection.Map<String, String> scalaMap(Map<String, String> map) {
    return JavaConverters.mapAsScalaMap(map);
  }
}
