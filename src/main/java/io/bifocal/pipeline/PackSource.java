package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.sha2;

import com.typesafe.config.ConfigFactory;
import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What is packed.
 *
 * @param collection where the bytes are read from
 * @param images rows with the location, format, identity, label, split, group and attributes of an
 *     image; those that cannot be packed have no image_id
 * @param run the snapshot that they are of
 * @param pictures the folder in the store with the results of a model that are packed instead of
 *     the files; null for the files themselves
 */
public record PackSource(
    ImageCollection collection, Dataset<Row> images, String run, String pictures) {
  private static final int SHA_BITS = 256;
  private static final String[] FACTS = {
    "path", "image_id", "label", "split", "group", "attributes"
  };

  /** All files of a snapshot, accepted or rejected. */
  public static PackSource files(
      SparkSession spark, ImageCollection collection, Store store, String run) {
    Dataset<Row> images = Tables.images(spark, store, run);
    return new PackSource(collection, Scan.withLocations(spark, collection, images), run, null);
  }

  /**
   * What {@code model} made of the accepted images of a run, with all else that is known of them.
   *
   * @throws UserError if that run has no results of it
   */
  public static PackSource pictures(SparkSession spark, Store store, RunRecord run, String model) {
    List<RunRecord.Produced> producers =
        run.producers().stream().filter(producer -> producer.kind().equals("pictures")).toList();
    RunRecord.Produced producer =
        producers.stream()
            .filter(candidate -> candidate.name().equals(model))
            .findFirst()
            .orElseThrow(() -> unknown(model, run, producers));
    if (store.dataFiles(store.path(producer.folder())).isEmpty()) {
      throw new UserError("--pictures: run " + run.run() + " made no images with " + model);
    }
    ImageCollection collection =
        ImageCollection.of(
            settings(store.path(producer.folder()).toString()),
            spark,
            store.path("_index").toString());
    return new PackSource(
        collection,
        results(spark, store, run.run(), producer.folder()),
        run.run(),
        producer.folder());
  }

  /**
   * The accepted images of a run with what a model made of them in place of their files.
   *
   * @param folder of its results, relative to the store
   */
  static Dataset<Row> results(SparkSession spark, Store store, String run, String folder) {
    Dataset<Row> results =
        spark
            .read()
            .schema(Tables.PICTURES)
            .parquet(store.path(folder).toString())
            .where("error is null")
            .select(
                col("image_id").as("source_id"),
                sha2(col("image"), SHA_BITS).as("image_id"),
                length(col("image")).cast("long").as("bytes"),
                regexp_extract(col("_metadata.file_path"), "run=[^/]+/[^/]+$", 0).as("container"),
                col("_metadata.row_index").as("position"));
    return Tables.images(spark, store, run)
        .where("status = 'ok'")
        .select(Columns.of(FACTS))
        .withColumnRenamed("image_id", "source_id")
        .withColumn("format", lit("png"))
        .join(results, new String[] {"source_id"}, "left")
        .drop("source_id");
  }

  /** Why images without an image_id have none. */
  String whyWithout() {
    return pictures == null ? "unreadable when it was scanned" : "without a result of the model";
  }

  private static UserError unknown(
      String model, RunRecord run, List<RunRecord.Produced> producers) {
    List<String> known = producers.stream().map(RunRecord.Produced::name).distinct().toList();
    return new UserError(
        "--pictures: "
            + (known.isEmpty()
                ? "run " + run.run() + " has no model of task = image; run extract with one"
                : Names.unknown("model of task = image", model, known)));
  }

  private static CollectionSettings settings(String folder) {
    Map<String, Object> values = Map.of("root", folder, "kind", "parquet");
    return Binder.bind(
        CollectionSettings.class, new Block(ConfigFactory.parseMap(values).root(), "collection"));
  }
}
