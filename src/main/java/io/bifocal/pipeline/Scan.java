package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.bifocal.collection.ImageCollection;
import io.bifocal.image.Limits;
import io.bifocal.store.Tables;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The first pass: lists the collection and looks at the bytes of what is new. A file whose path, size and modification time are
 * those of the last snapshot keeps what is known of it and is not opened; what its path says of it is worked out anew.
 */
public final class Scan {
  /** A file is unchanged if these are. */
  private static final String[] KEY = {"path", "bytes", "modified"};

  /** Columns that are known of an unchanged file. */
  private static final String[] FACTS = {
    "image_id", "format", "width", "height", "channels", "depth", "frames", "orientation", "status", "reason", "detail"
  };

  private Scan() {}

  /**
   * What a scan found.
   *
   * @param images rows of {@link Tables#IMAGES}, one a listed file, on disk
   * @param listed files listed
   * @param fresh files that were opened, new or changed
   * @param bytesRead their bytes
   */
  public record Result(Dataset<Row> images, long listed, long fresh, long bytesRead) {}

  /**
   * Scans {@code collection}.
   *
   * @param previous the last snapshot as far as it still holds; empty to open every file
   */
  public static Result run(
      RunContext context, ImageCollection collection, Limits limits, Optional<Dataset<Row>> previous) {
    SparkSession spark = context.spark();
    Dataset<Row> listed = known(context, collection.list(spark), previous);
    Row counts =
        listed
            .agg(
                count(lit(1)),
                sum(when(isFresh(), 1L).otherwise(0L)),
                sum(when(isFresh(), col("bytes")).otherwise(0L)))
            .head();
    long fresh = counts.isNullAt(1) ? 0 : counts.getLong(1);
    long freshBytes = counts.isNullAt(2) ? 0 : counts.getLong(2);
    Dataset<Row> unchanged = listed.where(not(isFresh())).select(Columns.of(Tables.IMAGES.fieldNames()));
    if (fresh == 0) {
      return new Result(unchanged, counts.getLong(0), 0, 0);
    }
    context.progress().phase("scan", fresh);
    Dataset<Row> inspected = inspect(context, collection, limits, listed.where(isFresh()), fresh);
    context.progress().done();
    return new Result(unchanged.unionByName(inspected), counts.getLong(0), fresh, freshBytes);
  }

  /** The listing, kept on disk so that every later step sees the same, with what the last snapshot knows of each file. */
  private static Dataset<Row> known(
      RunContext context, Dataset<Row> listed, Optional<Dataset<Row>> previous) {
    Dataset<Row> joined;
    if (previous.isPresent()) {
      // What could not be read may be readable now.
      Dataset<Row> snapshot =
          previous.get().where("reason is null or reason <> 'unreadable'").select(Columns.of(KEY, FACTS));
      joined = listed.join(snapshot, KEY, "left");
    } else {
      joined = listed;
      for (String fact : FACTS) {
        joined = joined.withColumn(fact, lit(null).cast(Tables.IMAGES.apply(fact).dataType()));
      }
    }
    Path file = context.working("listed");
    joined.write().parquet(file.toString());
    return context.spark().read().schema(joined.schema()).parquet(file.toString());
  }

  private static Dataset<Row> inspect(
      RunContext context, ImageCollection collection, Limits limits, Dataset<Row> fresh, long files) {
    int slices = Slicing.slices(files, context.cores());
    Progress.Counter counter = context.progress().counter();
    JavaRDD<Row> rows =
        fresh
            .repartitionByRange(slices, col("path"))
            .toJavaRDD()
            .mapPartitions(part -> counter.counting(new Inspector(collection, limits, part)));
    Path file = context.working("inspected");
    context.spark().createDataFrame(rows, Tables.IMAGES).write().parquet(file.toString());
    return context.spark().read().schema(Tables.IMAGES).parquet(file.toString());
  }

  private static Column isFresh() {
    return col("status").isNull();
  }
}
