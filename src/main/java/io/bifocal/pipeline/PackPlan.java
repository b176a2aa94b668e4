package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which image goes into which shard: all of them in reading order, cut where the bytes before an
 * image pass the next share of the whole. It depends on the images and the wanted size alone.
 *
 * @param images rows, each with the number of its shard and its own
 * @param shards how many there are; none is empty
 * @param count images
 * @param bytes encoded bytes of all images
 */
record PackPlan(Dataset<Row> images, int shards, long count, long bytes) {
  /** What an image takes besides its bytes: headers, label, sidecar. */
  private static final long OVERHEAD = 2_048;

  private static final StructType BEFORE =
      new StructType()
          .add("file", DataTypes.StringType)
          .add("count_before", DataTypes.LongType)
          .add("size_before", DataTypes.LongType);

  /**
   * Plans the shards.
   *
   * @param images rows of {@link Scan#SCHEMA}, all of which can be packed
   * @param shardBytes wanted size of a shard
   * @param working a folder for the plan
   */
  static PackPlan of(
      SparkSession spark, Dataset<Row> images, long shardBytes, int cores, Path working) {
    String ordered = new Path(working, "ordered").toString();
    long count = images.count();
    images
        .repartitionByRange(Slicing.slices(count, cores), Slicing.READING_ORDER)
        .sortWithinPartitions(Slicing.READING_ORDER)
        .write()
        .mode("overwrite")
        .parquet(ordered);
    // The names of the files are in the order of the ranges.
    Dataset<Row> rows =
        spark
            .read()
            .schema(images.schema())
            .parquet(ordered)
            .withColumn("file", input_file_name())
            .withColumn("size", col("bytes").plus(OVERHEAD));
    List<Row> before = new ArrayList<>();
    long number = 0;
    long size = 0;
    long bytes = 0;
    for (Row file :
        rows.groupBy("file")
            .agg(functions.count(lit(1)), sum("size"), sum("bytes"))
            .orderBy("file")
            .collectAsList()) {
      before.add(RowFactory.create(file.getString(0), number, size));
      number += file.getLong(1);
      size += file.getLong(2);
      bytes += file.getLong(3);
    }
    long shares = Math.max(1, (size + shardBytes - 1) / shardBytes);
    Dataset<Row> placed = placed(spark, rows, before, shares, size);
    Dataset<Row> dense = dense(spark, placed);
    return new PackPlan(
        placed.join(dense, new String[] {"share"}).drop("share"),
        (int) dense.count(),
        number,
        bytes);
  }

  private static Dataset<Row> placed(
      SparkSession spark, Dataset<Row> rows, List<Row> before, long shares, long size) {
    var order = Window.partitionBy("file").orderBy(Slicing.READING_ORDER);
    Column sizeBefore =
        coalesce(sum("size").over(order.rowsBetween(Window.unboundedPreceding(), -1)), lit(0L))
            .plus(col("size_before"));
    return rows.join(spark.createDataFrame(before, BEFORE), new String[] {"file"})
        .withColumn("number", row_number().over(order).plus(col("count_before")).minus(1))
        .withColumn(
            "share",
            sizeBefore
                .cast(DataTypes.DoubleType)
                .multiply(lit((double) shares / Math.max(1, size)))
                .cast(DataTypes.IntegerType))
        .drop("file", "size", "size_before", "count_before");
  }

  /** A file larger than a shard leaves shares without any: the numbers of shards have no gaps. */
  private static Dataset<Row> dense(SparkSession spark, Dataset<Row> placed) {
    List<Row> shards = new ArrayList<>();
    for (Row share : placed.select("share").distinct().orderBy("share").collectAsList()) {
      shards.add(RowFactory.create(share.getInt(0), shards.size()));
    }
    return spark.createDataFrame(
        shards,
        new StructType().add("share", DataTypes.IntegerType).add("shard", DataTypes.IntegerType));
  }
}
