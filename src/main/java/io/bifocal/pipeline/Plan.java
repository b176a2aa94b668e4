package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.storage.StorageLevel;

/**
 * What is missing: for each distinct content among the accepted images, the producers that have no
 * row for it under their current version. Kept on disk, cut into slices of which each is the work
 * of one task.
 *
 * @param distinct different contents among the accepted images
 * @param images contents that lack something
 * @param missing for each producer, the contents that have no row of it
 * @param slices files of rows of {@link PlannedImage}, one a task
 */
record Plan(long distinct, long images, List<Long> missing, List<String> slices) {

  /**
   * Plans the work.
   *
   * @param images rows of {@link Scan#SCHEMA}
   * @param verified image_id of contents that are known to decode; looked at where there are no
   *     producers, to decode the others
   */
  static Plan of(
      RunContext context,
      Dataset<Row> images,
      Producers producers,
      Optional<Dataset<Row>> verified) {
    Dataset<Row> lacking =
        lacking(context, images, producers, verified).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row counts = lacking.agg(count(lit(1)), counters(producers)).head();
      List<Long> missing = new ArrayList<>();
      for (int i = 0; i < producers.list().size(); i++) {
        missing.add(number(counts, i + 2));
      }
      long todo = number(counts, 1);
      List<String> slices = todo == 0 ? List.of() : slice(context, lacking.where("todo"), todo);
      return new Plan(number(counts, 0), todo, missing, slices);
    } finally {
      lacking.unpersist();
    }
  }

  private static Dataset<Row> lacking(
      RunContext context,
      Dataset<Row> images,
      Producers producers,
      Optional<Dataset<Row>> verified) {
    Dataset<Row> contents =
        images
            .where("status = 'ok'")
            .groupBy(col("image_id"))
            .agg(min(struct(Columns.of(PlannedImage.FACTS))).as("image"))
            .select(col("image_id"), col("image.*"));
    if (producers.list().isEmpty()) {
      Column unknown = lit(true);
      if (verified.isPresent()) {
        Dataset<Row> known =
            verified.get().select("image_id").distinct().withColumn("known", lit(true));
        contents = contents.join(known, new String[] {"image_id"}, "left");
        unknown = col("known").isNull();
      }
      return contents.withColumn("missing", lit(0L)).withColumn("todo", unknown);
    }
    long all = (1L << producers.list().size()) - 1;
    Column missing = lit(all);
    Optional<Dataset<Row>> present = present(context, producers);
    if (present.isPresent()) {
      contents = contents.join(present.get(), new String[] {"image_id"}, "left");
      missing = lit(all).bitwiseAND(expr("~ coalesce(present, 0L)"));
    }
    return contents.withColumn("missing", missing).withColumn("todo", expr("missing <> 0"));
  }

  /** For each content that has rows, the producers that they are of, as a mask. */
  private static Optional<Dataset<Row>> present(RunContext context, Producers producers) {
    Dataset<Row> all = null;
    for (int i = 0; i < producers.list().size(); i++) {
      Path folder = context.store().path(producers.list().get(i).folder());
      if (!context.store().dataFiles(folder).isEmpty()) {
        Dataset<Row> rows =
            context
                .spark()
                .read()
                .parquet(folder.toString())
                .select(col("image_id"), lit(1L << i).as("producer"));
        all = all == null ? rows : all.union(rows);
      }
    }
    return Optional.ofNullable(all)
        .map(rows -> rows.groupBy("image_id").agg(expr("bit_or(producer)").as("present")));
  }

  private static Column[] counters(Producers producers) {
    Column[] counters = new Column[producers.list().size() + 1];
    counters[0] = sum(expr("cast(todo as long)"));
    for (int i = 0; i < producers.list().size(); i++) {
      counters[i + 1] = sum(expr("shiftright(missing, " + i + ") & 1L"));
    }
    return counters;
  }

  private static List<String> slice(RunContext context, Dataset<Row> todo, long images) {
    Path folder = context.working("plan");
    todo.select(Columns.of(PlannedImage.SCHEMA.fieldNames()))
        .repartitionByRange(Slicing.slices(images, context.cores()), Slicing.READING_ORDER)
        .sortWithinPartitions(Slicing.READING_ORDER)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder.toString());
    List<String> slices = new ArrayList<>();
    for (FileStatus file : context.store().dataFiles(folder)) {
      slices.add(file.getPath().toString());
    }
    return slices;
  }

  private static long number(Row row, int index) {
    return row.isNullAt(index) ? 0 : row.getLong(index);
  }
}
