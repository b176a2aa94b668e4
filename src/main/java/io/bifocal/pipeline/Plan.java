package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.bifocal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.storage.StorageLevel;

/**
 * What is missing: for each distinct content among the accepted images, the producers that have no
 * row for it under their current version. Kept on disk, the newest first, and cut into units that
 * cost the same.
 *
 * @param distinct different contents among the accepted images
 * @param images contents that lack something
 * @param missing for each producer, the contents that have no row of it
 * @param units pieces of its files of rows of {@link PlannedImage.SCHEMA}
 */
record Plan(long distinct, long images, List<Long> missing, List<Unit> units) {
  private static final long ROWS_PER_FILE = 20_000;

  /** Of each core, so that all end together. */
  private static final int UNITS_PER_CORE = 16;

  private static final double SMALLEST_SECONDS = 0.1;
  private static final double LARGEST_SECONDS = 1;

  /** What the driver holds of them. */
  private static final double MOST_UNITS = 1e6;

  /**
   * The newest first: a long backfill is of use before it is done. Within a day neighbours stay
   * together, as archives are read from front to back.
   */
  private static final Column[] ORDER = {
    col("modified").cast("date").desc(), col("container"), col("position"), col("path")
  };

  /**
   * Plans the work.
   *
   * @param images rows of {@link Scan#SCHEMA}
   * @param costs by which work is cut
   * @param verified image_id of contents that are known to decode; looked at where there are no
   *     producers, to decode the others
   */
  static Plan of(
      RunContext context,
      Dataset<Row> images,
      Producers producers,
      Costs costs,
      Optional<Dataset<Row>> verified) {
    Dataset<Row> lacking =
        lacking(context, images, producers, verified)
            .withColumn("seconds", costs.seconds())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row counts = lacking.agg(count(lit(1)), counters(producers)).head();
      List<Long> missing = new ArrayList<>();
      for (int i = 0; i < producers.list().size(); i++) {
        missing.add(number(counts, i + 2));
      }
      long todo = number(counts, 1);
      List<Unit> units = List.of();
      if (todo > 0) {
        double seconds = counts.getDouble(counts.length() - 1);
        units = units(context, "plan", lacking.where("todo"), todo, seconds);
      }
      return new Plan(number(counts, 0), todo, missing, units);
    } finally {
      lacking.unpersist();
    }
  }

  /**
   * Units of all accepted contents of {@code images}, whatever the store has of them.
   *
   * @param name of a folder in the working space of the run
   * @param images rows of {@link Scan#SCHEMA}
   * @param seconds what a row is expected to cost
   */
  static List<Unit> whole(RunContext context, String name, Dataset<Row> images, Column seconds) {
    Dataset<Row> all =
        contents(images)
            .withColumn("missing", lit(0L))
            .withColumn("seconds", seconds)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row counts = all.agg(count(lit(1)), sum("seconds")).head();
      long todo = counts.getLong(0);
      return todo == 0 ? List.of() : units(context, name, all, todo, counts.getDouble(1));
    } finally {
      all.unpersist();
    }
  }

  private static List<Unit> units(
      RunContext context, String name, Dataset<Row> todo, long images, double seconds) {
    return cut(context, write(context, name, todo, images), seconds);
  }

  private static Dataset<Row> contents(Dataset<Row> images) {
    return images
        .where("status = 'ok'")
        .groupBy(col("image_id"))
        .agg(min(struct(Columns.of(PlannedImage.FACTS))).as("image"))
        .select(col("image_id"), col("image.*"));
  }

  private static Dataset<Row> lacking(
      RunContext context,
      Dataset<Row> images,
      Producers producers,
      Optional<Dataset<Row>> verified) {
    Dataset<Row> contents = contents(images);
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
    Column[] counters = new Column[producers.list().size() + 2];
    counters[0] = sum(expr("cast(todo as long)"));
    for (int i = 0; i < producers.list().size(); i++) {
      counters[i + 1] = sum(expr("shiftright(missing, " + i + ") & 1L"));
    }
    counters[counters.length - 1] = sum(expr("if(todo, seconds, 0d)"));
    return counters;
  }

  /** The files of the plan, in its order. */
  private static List<String> write(
      RunContext context, String name, Dataset<Row> todo, long images) {
    Path folder = context.working(name);
    todo.select(Columns.of(PlannedImage.SCHEMA.fieldNames()))
        .repartitionByRange((int) (1 + (images - 1) / ROWS_PER_FILE), ORDER)
        .sortWithinPartitions(ORDER)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder.toString());
    return context.store().dataFiles(folder).stream()
        .map(file -> file.getPath().toString())
        .toList();
  }

  private static List<Unit> cut(RunContext context, List<String> files, double total) {
    double share = total / ((double) context.cores() * UNITS_PER_CORE);
    double seconds =
        Math.max(Math.max(SMALLEST_SECONDS, Math.min(LARGEST_SECONDS, share)), total / MOST_UNITS);
    Store store = context.store();
    return JavaSparkContext.fromSparkContext(context.spark().sparkContext())
        .parallelize(files, files.size())
        .flatMap(
            file ->
                UnitCutter.cut(file, seconds, store.hadoop()).stream().map(Unit::json).iterator())
        .collect()
        .stream()
        .map(Unit::of)
        .toList();
  }

  private static long number(Row row, int index) {
    return row.isNullAt(index) ? 0 : row.getLong(index);
  }
}
