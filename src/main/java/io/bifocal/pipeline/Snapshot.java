package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.bifocal.store.CrashPoint;
import io.bifocal.store.Json;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The table {@code images} of a run: the whole collection, one row a file. */
public final class Snapshot {
  private static final long ROWS_PER_FILE = 1_000_000;

  private Snapshot() {}

  /**
   * A snapshot, written and counted.
   *
   * @param ok accepted files
   * @param reasons rejected files by reason
   * @param unlabelled files without a label
   * @param files its data files
   */
  public record Result(
      long ok, Map<String, Long> reasons, long unlabelled, List<RunRecord.DataFile> files) {

    public long rejected() {
      return reasons.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** {@code images}, in which contents that could not be decoded are rejected. */
  public static Dataset<Row> withRejections(
      Dataset<Row> images, Optional<Dataset<Row>> rejections) {
    if (rejections.isEmpty()) {
      return images;
    }
    Dataset<Row> undecodable =
        rejections
            .get()
            .select(
                col("image_id"), col("reason").as("new_reason"), col("detail").as("new_detail"));
    return images
        .join(undecodable, new String[] {"image_id"}, "left")
        .withColumn(
            "status", when(col("new_reason").isNotNull(), lit("rejected")).otherwise(col("status")))
        .withColumn("reason", coalesce(col("new_reason"), col("reason")))
        .withColumn("detail", coalesce(col("new_detail"), col("detail")))
        .select(Columns.of(Tables.IMAGES.fieldNames()));
  }

  /**
   * Writes the snapshot, publishes it, and counts what was written.
   *
   * @param listed the files that were listed
   * @throws IllegalStateException if the rows are not as many; then nothing is published
   */
  public static Result write(RunContext context, Dataset<Row> images, long listed) {
    Path draft = context.working("images");
    int parts = (int) Math.max(1, (listed + ROWS_PER_FILE - 1) / ROWS_PER_FILE);
    images
        .select(Columns.of(Tables.IMAGES.fieldNames()))
        .repartitionByRange(parts, col("path"))
        .sortWithinPartitions("path")
        .write()
        .option("compression", "zstd")
        .parquet(draft.toString());
    Dataset<Row> written = context.spark().read().schema(Tables.IMAGES).parquet(draft.toString());
    long rows = 0;
    long ok = 0;
    long unlabelled = 0;
    Map<String, Long> reasons = new TreeMap<>();
    for (Row row :
        written
            .selectExpr("status", "reason", "label is null as unlabelled")
            .groupBy("status", "reason", "unlabelled")
            .count()
            .collectAsList()) {
      long count = row.getLong(3);
      rows += count;
      if (row.getString(0).equals("ok")) {
        ok += count;
      } else {
        reasons.merge(row.getString(1), count, Long::sum);
      }
      unlabelled += row.getBoolean(2) ? count : 0;
    }
    if (rows != listed) {
      throw new IllegalStateException(
          listed
              + " files were listed, but images has "
              + ok
              + " accepted and "
              + (rows - ok)
              + " rejected rows");
    }
    return new Result(ok, reasons, unlabelled, publish(context, draft));
  }

  private static List<RunRecord.DataFile> publish(RunContext context, Path draft) {
    Store store = context.store();
    List<String> drafts =
        store.dataFiles(draft).stream().map(file -> store.relative(file.getPath())).toList();
    List<RunRecord.DataFile> described =
        JavaSparkContext.fromSparkContext(context.spark().sparkContext())
            .parallelize(drafts, drafts.size())
            .map(file -> Json.line(store.describe(file)))
            .collect()
            .stream()
            .map(json -> Json.read(json, RunRecord.DataFile.class))
            .toList();
    context.lock().check();
    CrashPoint.BEFORE_THE_SNAPSHOT.reached();
    List<RunRecord.DataFile> files = new ArrayList<>();
    for (RunRecord.DataFile file : described) {
      String name =
          String.format(
              Locale.ROOT, "images/run=%s/part-%06d.parquet", context.run(), files.size());
      store.publish(store.path(file.path()), store.path(name));
      files.add(file.at(name));
    }
    return files;
  }
}
