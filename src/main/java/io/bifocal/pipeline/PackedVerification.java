package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;

import com.typesafe.config.ConfigFactory;
import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import io.bifocal.store.Verification.Check;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads a packed collection back, every byte, and compares it with the snapshot it was made of. */
public final class PackedVerification {
  private static final String[] FACTS = {"image_id", "label", "split", "group"};

  private PackedVerification() {}

  /**
   * Compares the shards in {@code packed} with the run of {@code store} that their record names.
   *
   * @throws UserError if there are no complete shards, or if that run is there no more
   */
  public static List<Check> checks(SparkSession spark, Store store, Store packed, Decoder decoder) {
    PackRecord record =
        Pack.record(packed)
            .filter(found -> found.outcome().equals(PackRecord.COMPLETE))
            .orElseThrow(
                () ->
                    new UserError(
                        "--packed: " + packed.location() + " holds no complete pack; run pack"));
    // A run that was dropped since has nothing to compare with, which is said here.
    store.record(record.run());
    Path working = new Path(packed.path("_pack"), "verify");
    try {
      Dataset<Row> there = readBack(spark, packed, record, decoder, working);
      Dataset<Row> source =
          source(spark, store, record).where("image_id is not null").select(Columns.of(FACTS));
      Dataset<Row> images = there.where("image_id is not null").select(Columns.of(FACTS));
      long missing = source.exceptAll(images).count();
      long added = images.exceptAll(source).count();
      long damaged = there.where("image_id is null").count();
      long misplaced = misplaced(spark, packed, there);
      return List.of(
          Check.of(
              "packed: every image of the source, with label, split and group, as often",
              missing + added,
              "%,d images in %,d shards, %,d missing, %,d that the source does not have",
              images.count(),
              record.shards(),
              missing,
              added),
          Check.of("packed: every shard is whole", damaged, "%,d damaged or unreadable", damaged),
          Check.of(
              "packed: every image is where the index says",
              misplaced,
              "%,d elsewhere or not listed",
              misplaced));
    } finally {
      packed.delete(packed.path("_pack"));
    }
  }

  private static Dataset<Row> source(SparkSession spark, Store store, PackRecord record) {
    return record.pictures() == null
        ? Tables.images(spark, store, record.run())
        : PackSource.results(spark, store, record.run(), record.pictures());
  }

  /** Rows of {@link Scan#SCHEMA}, on disk. */
  private static Dataset<Row> readBack(
      SparkSession spark, Store packed, PackRecord record, Decoder decoder, Path working) {
    ImageCollection collection =
        ImageCollection.of(settings(packed, record), spark, new Path(working, "index").toString());
    int cores = spark.sparkContext().defaultParallelism();
    JavaRDD<Row> rows =
        collection
            .list(spark)
            .repartitionByRange(Slicing.slices(record.images(), cores), Slicing.READING_ORDER)
            .sortWithinPartitions(Slicing.READING_ORDER)
            .toJavaRDD()
            .mapPartitions(part -> new Inspector(collection, decoder, part, new StageClock()));
    String file = new Path(working, "images").toString();
    spark.createDataFrame(rows, Scan.SCHEMA).write().mode("overwrite").parquet(file);
    return spark.read().schema(Scan.SCHEMA).parquet(file);
  }

  private static CollectionSettings settings(Store packed, PackRecord record) {
    Map<String, Object> values =
        Map.of(
            "root", packed.location(),
            "kind", record.format(),
            "include", List.of("shard-*"));
    return Binder.bind(
        CollectionSettings.class, new Block(ConfigFactory.parseMap(values).root(), "collection"));
  }

  private static long misplaced(SparkSession spark, Store packed, Dataset<Row> there) {
    Dataset<Row> indexed = Pack.indexes(spark, packed);
    Dataset<Row> found =
        there.where(col("image_id").isNotNull()).select("image_id", "position", "bytes");
    return indexed.exceptAll(found).count() + found.exceptAll(indexed).count();
  }
}
