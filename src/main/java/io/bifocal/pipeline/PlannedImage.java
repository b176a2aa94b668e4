package io.bifocal.pipeline;

import io.bifocal.collection.Location;
import io.bifocal.image.Format;
import io.bifocal.image.Header;
import java.util.Locale;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A content to be decoded, and what for.
 *
 * @param location of one of the files that hold it
 * @param imageId its identity
 * @param header what its header said
 * @param missing bit i is set if producer i has no row for it
 */
record PlannedImage(Location location, String imageId, Header header, long missing) {
  /**
   * What the plan takes over of a file, the path first: of several files the first by path stands
   * for the content.
   */
  static final String[] FACTS = {
    "path",
    "modified",
    "container",
    "position",
    "bytes",
    "format",
    "width",
    "height",
    "channels",
    "depth",
    "frames",
    "orientation"
  };

  static final StructType SCHEMA = schema();

  /** The row of the plan. */
  static PlannedImage of(Group row) {
    Header header =
        new Header(
            Format.valueOf(row.getString("format", 0).toUpperCase(Locale.ROOT)),
            row.getInteger("width", 0),
            row.getInteger("height", 0),
            row.getInteger("channels", 0),
            row.getInteger("depth", 0),
            row.getInteger("frames", 0),
            row.getInteger("orientation", 0));
    boolean packed = row.getFieldRepetitionCount("container") > 0;
    Location location =
        new Location(
            row.getString("path", 0),
            packed ? row.getString("container", 0) : null,
            packed ? row.getLong("position", 0) : 0,
            row.getLong("bytes", 0));
    return new PlannedImage(
        location, row.getString("image_id", 0), header, row.getLong("missing", 0));
  }

  private static StructType schema() {
    StructType schema = new StructType().add("image_id", DataTypes.StringType);
    for (String fact : FACTS) {
      schema = schema.add(fact, Scan.SCHEMA.apply(fact).dataType());
    }
    return schema.add("missing", DataTypes.LongType).add("seconds", DataTypes.DoubleType);
  }
}
