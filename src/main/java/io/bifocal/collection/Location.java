package io.bifocal.collection;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where the bytes of an image are.
 *
 * @param path as listed
 * @param container the archive or table that holds it, relative to the root of the collection; null
 *     for a file of its own
 * @param position where it begins there: a byte of the (unpacked) archive, or a row of the table; 0
 *     for a file of its own
 * @param bytes its size
 */
public record Location(String path, String container, long position, long bytes) {

  /** The columns of a listing that only packed collections fill. */
  public static final StructType SCHEMA =
      new StructType()
          .add("container", DataTypes.StringType, true)
          .add("position", DataTypes.LongType, true);

  /** The location of a row of {@link Listing#SCHEMA}. */
  public static Location of(Row listed) {
    Long position = listed.getAs("position");
    return new Location(
        listed.getAs("path"),
        listed.getAs("container"),
        position == null ? 0 : position,
        listed.<Long>getAs("bytes"));
  }
}
