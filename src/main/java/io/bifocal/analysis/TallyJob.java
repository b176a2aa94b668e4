package io.bifocal.analysis;

import io.bifocal.store.Json;
import io.bifocal.store.NumberReader;
import io.bifocal.store.Store;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Counts batches of data files, all of them in one Spark job, file by file; only sums come to the
 * driver.
 */
final class TallyJob implements Serializable {
  /** Rows that bins are cut by, and the files that they are taken from. */
  private static final int PILOT_ROWS = 1024;

  private static final int PILOT_FILES = 16;
  private static final int TASKS_PER_CORE = 8;

  private final Store store;

  TallyJob(Store store) {
    this.store = store;
  }

  /**
   * How to read the files of a batch.
   *
   * @param length of the vector
   * @param below as {@link Batch#below}
   */
  record Reading(int length, Bins bins, long below) implements Serializable {}

  /** A file of a batch. */
  record Item(int batch, String file) {}

  /**
   * Some rows of each batch, to cut bins by.
   *
   * @param lengths of the vectors of each batch
   * @return rows of each batch: the vector, then the scalars
   */
  List<List<float[]>> pilots(SparkSession spark, List<Batch> batches, List<Integer> lengths) {
    List<Item> items = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      List<String> files = batches.get(i).files();
      for (String file : files.subList(0, Math.min(PILOT_FILES, files.size()))) {
        items.add(new Item(i, file));
        lines.add(Json.line(items.get(items.size() - 1)));
      }
    }
    List<Integer> rows =
        batches.stream()
            .map(batch -> 1 + (PILOT_ROWS - 1) / Math.min(PILOT_FILES, batch.files().size()))
            .toList();
    List<Integer> sizes = List.copyOf(lengths);
    List<float[][]> found =
        context(spark)
            .parallelize(lines, lines.size())
            .map(line -> pilot(Json.read(line, Item.class), sizes, rows))
            .collect();
    List<List<float[]>> result = new ArrayList<>();
    batches.forEach(batch -> result.add(new ArrayList<>()));
    for (int i = 0; i < items.size(); i++) {
      result.get(items.get(i).batch()).addAll(List.of(found.get(i)));
    }
    return result;
  }

  private float[][] pilot(Item item, List<Integer> lengths, List<Integer> rows) throws IOException {
    List<float[]> result = new ArrayList<>();
    try (NumberReader reader = new NumberReader(new Path(item.file()), store.hadoop())) {
      reader.read(
          lengths.get(item.batch()),
          imageId -> true,
          rows.get(item.batch()),
          (label, values) -> result.add(values.clone()));
    }
    return result.toArray(float[][]::new);
  }

  /**
   * Counts each batch.
   *
   * @param readings how to read each batch
   */
  Map<Integer, Tally> count(SparkSession spark, List<Batch> batches, List<Reading> readings) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      for (String file : batches.get(i).files()) {
        lines.add(Json.line(new Item(i, file)));
      }
    }
    List<Reading> each = List.copyOf(readings);
    int tasks = Math.min(lines.size(), TASKS_PER_CORE * spark.sparkContext().defaultParallelism());
    return context(spark)
        .parallelize(lines, tasks)
        .mapPartitions(part -> List.of(count(part, each)).iterator())
        .treeReduce(TallyJob::merge);
  }

  private Map<Integer, Tally> count(Iterator<String> lines, List<Reading> readings)
      throws IOException {
    Map<Integer, Tally> tallies = new HashMap<>();
    while (lines.hasNext()) {
      Item item = Json.read(lines.next(), Item.class);
      Reading reading = readings.get(item.batch());
      Tally tally =
          tallies.computeIfAbsent(item.batch(), batch -> new Tally(reading.bins().columns()));
      try (NumberReader reader = new NumberReader(new Path(item.file()), store.hadoop())) {
        tally.pass(reader.rows());
        reader.read(
            reading.length(),
            imageId -> Batch.counts(imageId, reading.below()),
            Long.MAX_VALUE,
            (label, values) -> tally.add(reading.bins(), label, values));
      }
    }
    return tallies;
  }

  private static Map<Integer, Tally> merge(Map<Integer, Tally> first, Map<Integer, Tally> second) {
    second.forEach((batch, tally) -> first.merge(batch, tally, Tally::plus));
    return first;
  }

  private static JavaSparkContext context(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }
}
