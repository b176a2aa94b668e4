package io.bifocal.pipeline;

import io.bifocal.collection.Location;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * An image on its way into a shard.
 *
 * @param shard the number of the shard
 * @param number its place in the whole, from 0; its name in the shard
 * @param location where its bytes are now
 * @param attributes never null
 */
record PackedImage(
    int shard,
    long number,
    Location location,
    String imageId,
    String format,
    String label,
    String split,
    String group,
    Map<String, String> attributes) {

  static PackedImage of(Row row) {
    return new PackedImage(
        row.<Integer>getAs("shard"),
        row.<Long>getAs("number"),
        Location.of(row),
        row.getAs("image_id"),
        row.getAs("format"),
        row.getAs("label"),
        row.getAs("split"),
        row.getAs("group"),
        new TreeMap<>(row.<String, String>getJavaMap(row.fieldIndex("attributes"))));
  }

  /** The name that ties an image to its sidecars; without a dot, and in order. */
  String key() {
    return String.format(Locale.ROOT, "%09d", number);
  }

  /**
   * The name in the shard. What is no image is not called by its own extension: a text would be
   * taken for the sidecar of a picture.
   */
  String member() {
    String extension = format == null ? "bin" : format.equals("jpeg") ? "jpg" : format;
    return key() + "." + extension;
  }

  /** What goes into the sidecar besides the label; the path is what it was in the source. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("path", location.path());
    facts.putAll(attributes);
    if (split != null) {
      facts.put("split", split);
    }
    if (group != null) {
      facts.put("group", group);
    }
    return facts;
  }

  /** The line of the index. */
  Indexed indexed(long position) {
    return new Indexed(
        member(), position, location.bytes(), location.path(), imageId, label, split, group);
  }

  /**
   * A line of a shard's index.
   *
   * @param name in the shard
   * @param position where the image lies: a byte of the archive or a row of the table
   * @param path in the source
   */
  record Indexed(
      String name,
      long position,
      long bytes,
      String path,
      String imageId,
      String label,
      String split,
      String group) {}
}
