package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.bifocal.collection.ImageCollection;
import io.bifocal.collection.Location;
import io.bifocal.image.Decoder;
import io.bifocal.store.CrashPoint;
import io.bifocal.store.Tables;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The first pass: lists the collection and looks at the bytes of what is new. A file whose path,
 * size and modification time are those of the last snapshot keeps what is known of it and is not
 * opened; what its path says of it is worked out anew.
 */
public final class Scan {
  /** Columns that are known of an unchanged file. */
  private static final String[] FACTS = {
    "image_id",
    "format",
    "width",
    "height",
    "channels",
    "depth",
    "frames",
    "orientation",
    "status",
    "reason",
    "detail"
  };

  /** The columns of {@link Tables#IMAGES}, and where to find the bytes. */
  static final StructType SCHEMA =
      new StructType(
          Stream.of(Tables.IMAGES, Location.SCHEMA)
              .flatMap(schema -> Stream.of(schema.fields()))
              .toArray(StructField[]::new));

  private Scan() {}

  /**
   * The snapshot before this run.
   *
   * @param images rows of {@link Tables#IMAGES}
   * @param holds whether what it knows of an unchanged file still holds
   */
  public record Previous(Dataset<Row> images, boolean holds) {}

  /**
   * What a scan found.
   *
   * @param images rows of {@link #SCHEMA}, one a listed file, on disk
   * @param listed files listed
   * @param fresh files that were opened, new or changed
   * @param seen files that the previous snapshot also has, changed or not
   * @param bytesRead bytes of the opened files
   */
  public record Result(Dataset<Row> images, long listed, long fresh, long seen, long bytesRead) {}

  /** Scans {@code collection}. */
  public static Result run(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Optional<Previous> previous) {
    Dataset<Row> listed = listed(context, collection, previous);
    Row counts =
        listed
            .selectExpr("status is null as fresh", "seen", "bytes")
            .selectExpr(
                "count(1)",
                "coalesce(sum(if(fresh, 1L, 0L)), 0L)",
                "coalesce(sum(if(seen, 1L, 0L)), 0L)",
                "coalesce(sum(if(fresh, bytes, 0L)), 0L)")
            .head();
    long fresh = counts.getLong(1);
    Dataset<Row> images =
        listed.where("status is not null").select(Columns.of(SCHEMA.fieldNames()));
    if (fresh > 0) {
      Dataset<Row> inspected =
          inspect(context, collection, decoder, listed.where("status is null"), fresh);
      images = images.unionByName(inspected);
    }
    return new Result(images, counts.getLong(0), fresh, counts.getLong(2), counts.getLong(3));
  }

  /**
   * The images of the last snapshot as they are; where they lie in containers, the collection is
   * listed to find them again.
   *
   * @return rows of {@link #SCHEMA}
   */
  public static Dataset<Row> withLocations(
      SparkSession spark, ImageCollection collection, Dataset<Row> images) {
    if (!collection.isPacked()) {
      Dataset<Row> located = images;
      for (StructField field : Location.SCHEMA.fields()) {
        located = located.withColumn(field.name(), lit(null).cast(field.dataType()));
      }
      return located;
    }
    Dataset<Row> listed =
        collection
            .list(spark)
            .groupBy("path")
            .agg(min(struct(Columns.of(Location.SCHEMA.fieldNames()))).as("location"))
            .select("path", "location.*");
    return images.join(listed, new String[] {"path"}, "left");
  }

  /**
   * The listing, kept on disk so that every later step sees the same, with what the last snapshot
   * knows of each file.
   */
  private static Dataset<Row> listed(
      RunContext context, ImageCollection collection, Optional<Previous> previous) {
    SparkSession spark = context.spark();
    Dataset<Row> listed = collection.list(spark);
    Dataset<Row> known =
        previous.map(snapshot -> join(listed, snapshot)).orElseGet(() -> withNothingKnown(listed));
    Path file = context.working("listed");
    known.write().parquet(file.toString());
    CrashPoint.AFTER_LISTING.reached();
    return spark.read().schema(known.schema()).parquet(file.toString());
  }

  private static Dataset<Row> join(Dataset<Row> listed, Previous previous) {
    // What could not be read may be readable now.
    Column holds = expr("coalesce(reason, '') <> 'unreadable'").and(lit(previous.holds()));
    Dataset<Row> snapshot =
        previous
            .images()
            .select(
                col("path"),
                struct(
                        col("bytes").as("known_bytes"),
                        col("modified").as("known_modified"),
                        holds.as("holds"),
                        struct(Columns.of(FACTS)).as("known"))
                    .as("row"))
            // A manifest may name a file twice. An archive may hold two members of one name, and
            // which is which is not known any more.
            .groupBy("path")
            .agg(min("row").as("row"), max("row").as("other"))
            .where("row <=> other")
            .select("path", "row.*");
    Dataset<Row> joined =
        listed
            .join(snapshot, new String[] {"path"}, "left")
            .withColumn("seen", col("known").isNotNull());
    Column unchanged = expr("holds and bytes = known_bytes and modified = known_modified");
    for (String fact : FACTS) {
      joined = joined.withColumn(fact, when(unchanged, col("known." + fact)));
    }
    return joined.drop("known_bytes", "known_modified", "holds", "known");
  }

  private static Dataset<Row> withNothingKnown(Dataset<Row> listed) {
    Dataset<Row> result = listed.withColumn("seen", lit(false));
    for (String fact : FACTS) {
      result = result.withColumn(fact, lit(null).cast(Tables.IMAGES.apply(fact).dataType()));
    }
    return result;
  }

  private static Dataset<Row> inspect(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Dataset<Row> fresh,
      long files) {
    context.progress().phase("scan", files);
    Progress.Counter counter = context.progress().counter();
    JavaRDD<Row> rows =
        fresh
            .repartitionByRange(Slicing.slices(files, context.cores()), Slicing.READING_ORDER)
            .sortWithinPartitions(Slicing.READING_ORDER)
            .toJavaRDD()
            .mapPartitions(
                part -> {
                  StageClock clock = new StageClock();
                  return counter.counting(new Inspector(collection, decoder, part, clock), clock);
                });
    Path file = context.working("inspected");
    context.spark().createDataFrame(rows, SCHEMA).write().parquet(file.toString());
    context.progress().done();
    return context.spark().read().schema(SCHEMA).parquet(file.toString());
  }
}
