package io.bifocal.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import io.bifocal.collection.ImageCollection;
import io.bifocal.collection.Location;
import io.bifocal.image.Decoder;
import io.bifocal.store.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * A bounded number of rejected files, of every reason the newest, with what can be seen of them.
 */
final class RejectSamples {
  private static final int OF_A_REASON = 20;
  private static final int ALL = 100;

  private RejectSamples() {}

  /** A file that is to be looked at, as it travels to a task. */
  record Wanted(RejectSample sample, String container, long position) {}

  /**
   * Draws the files and looks at each in a task, never in the driver.
   *
   * @param images rows of the table images, as they were committed
   * @param scanned rows with where to find the bytes, of a packed collection
   */
  static List<RejectSample> draw(
      Dataset<Row> images, Dataset<Row> scanned, ImageCollection collection, Decoder decoder) {
    List<RejectSample> drawn =
        images
            .where("status = 'rejected'")
            .withColumn(
                "place",
                row_number()
                    .over(
                        Window.partitionBy("reason")
                            .orderBy(col("modified").desc_nulls_last(), col("path"))))
            .where("place <= " + OF_A_REASON)
            .selectExpr(
                "path",
                "reason",
                "detail",
                "bytes",
                "substring(cast(modified as string), 1, 16)",
                "place")
            .collectAsList()
            .stream()
            // If there are too many, all reasons give way alike.
            .sorted(
                Comparator.comparingInt((Row row) -> row.getInt(5))
                    .thenComparing(row -> row.getString(1)))
            .limit(ALL)
            .map(RejectSamples::sample)
            .toList();
    return look(drawn, locations(drawn, scanned, collection), images, collection, decoder);
  }

  private static RejectSample sample(Row row) {
    return new RejectSample(
        row.getString(0),
        row.getString(1),
        row.isNullAt(2) ? "" : row.getString(2),
        row.isNullAt(3) ? 0 : row.getLong(3),
        row.isNullAt(4) ? null : row.getString(4),
        null,
        null);
  }

  /** By path, in a packed collection; empty in any other. */
  private static Map<String, Row> locations(
      List<RejectSample> drawn, Dataset<Row> scanned, ImageCollection collection) {
    Map<String, Row> found = new HashMap<>();
    if (collection.isPacked()) {
      Object[] paths = drawn.stream().map(RejectSample::path).toArray();
      for (Row row :
          scanned
              .where(col("path").isin(paths))
              .groupBy("path")
              .agg(min(struct(col("container"), col("position"))).as("place"))
              .select("path", "place.container", "place.position")
              .collectAsList()) {
        found.put(row.getString(0), row);
      }
    }
    return found;
  }

  private static List<RejectSample> look(
      List<RejectSample> drawn,
      Map<String, Row> locations,
      Dataset<Row> images,
      ImageCollection collection,
      Decoder decoder) {
    List<String> wanted =
        drawn.stream()
            .map(sample -> wanted(sample, locations.get(sample.path())))
            // The order in which readers of archives want to be asked.
            .sorted(
                Comparator.comparing(
                        Wanted::container, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(Wanted::position))
            .map(Json::line)
            .toList();
    RejectViewer viewer = new RejectViewer(collection, decoder);
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(images.sparkSession().sparkContext());
    int slices = Math.max(1, Math.min(wanted.size(), spark.defaultParallelism()));
    return spark.parallelize(wanted, slices).mapPartitions(viewer::view).collect().stream()
        .map(json -> Json.read(json, RejectSample.class))
        .sorted(Comparator.comparing(RejectSample::reason).thenComparing(RejectSample::path))
        .toList();
  }

  private static Wanted wanted(RejectSample sample, Row row) {
    return row == null || row.isNullAt(1)
        ? new Wanted(sample, null, 0)
        : new Wanted(sample, row.getString(1), row.isNullAt(2) ? 0 : row.getLong(2));
  }

  /** Where the file of {@code wanted} is. */
  static Location location(Wanted wanted) {
    return new Location(
        wanted.sample().path(), wanted.container(), wanted.position(), wanted.sample().bytes());
  }
}
