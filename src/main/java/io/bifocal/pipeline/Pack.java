package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;

import io.bifocal.conf.UserError;
import io.bifocal.image.Limits;
import io.bifocal.store.Json;
import io.bifocal.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Packs a snapshot of a collection into shards. Every file whose bytes could be read goes in,
 * accepted or rejected, so that the packed collection has the same contents. A pack that was killed
 * goes on where it stopped: shards that have their index are done.
 */
public final class Pack {
  private final SparkSession spark;
  private final PackSource source;
  private final Limits limits;
  private final Store target;
  private final Progress progress;

  private Pack(
      SparkSession spark, PackSource source, Limits limits, Store target, Progress progress) {
    this.spark = spark;
    this.source = source;
    this.limits = limits;
    this.target = target;
    this.progress = progress;
  }

  /**
   * Packs {@code source}.
   *
   * @param target where the shards go: new, empty, or with the same pack begun or complete
   * @throws UserError if something else lies there
   */
  public static PackRecord run(
      SparkSession spark,
      PackSource source,
      Limits limits,
      Store target,
      ShardFormat format,
      long shardBytes) {
    try (Progress progress = Progress.on(spark.sparkContext())) {
      Pack pack = new Pack(spark, source, limits, target, progress);
      String name = format.name().toLowerCase(Locale.ROOT);
      PackRecord wanted =
          new PackRecord(
              source.collection().root(),
              source.run(),
              source.pictures(),
              name,
              shardBytes,
              0,
              0,
              0,
              PackRecord.BEGUN,
              0,
              null);
      return pack.run(wanted, format);
    }
  }

  private PackRecord run(PackRecord wanted, ShardFormat format) {
    Optional<PackRecord> there = record(target);
    requireOurs(there, wanted);
    if (there.filter(record -> record.outcome().equals(PackRecord.COMPLETE)).isPresent()) {
      return there.get();
    }
    Dataset<Row> images = source.images();
    long without = images.where("image_id is null").count();
    PackPlan plan =
        PackPlan.of(
            spark,
            images.where("image_id is not null"),
            wanted.shardBytes(),
            spark.sparkContext().defaultParallelism(),
            target.path("_pack"));
    PackRecord begun =
        new PackRecord(
            wanted.source(),
            wanted.run(),
            wanted.pictures(),
            wanted.format(),
            wanted.shardBytes(),
            plan.shards(),
            plan.count(),
            plan.bytes(),
            PackRecord.BEGUN,
            0,
            null);
    if (there.isEmpty()) {
      write(PackRecord.FILE_OF_BEGUN, begun);
    }
    Map<String, Long> leftOut = write(plan, format);
    long packed = indexes(spark, target).count();
    long before = plan.count() - packed - leftOut.values().stream().mapToLong(n -> n).sum();
    if (before > 0) {
      leftOut.put("left out by a run that was stopped", before);
    }
    if (without > 0) {
      leftOut.put(source.whyWithout(), without);
    }
    PackRecord complete = begun.completed(packed, leftOut);
    write(PackRecord.FILE, complete);
    target.delete(target.path("_pack"));
    return complete;
  }

  /** The name of the first shard. */
  public static String fileName(ShardFormat format) {
    return PackTask.name(0) + format.suffix();
  }

  /** The lines of all indexes, as {@link PackedImage.Indexed} is written. */
  static Dataset<Row> indexes(SparkSession spark, Store folder) {
    return spark
        .read()
        .option("pathGlobFilter", "*" + PackTask.INDEX)
        .schema("image_id string, position bigint, bytes bigint")
        .json(folder.path("").toString());
  }

  /** The record of the pack in {@code folder}, complete or begun. */
  static Optional<PackRecord> record(Store folder) {
    try {
      return folder
          .text(PackRecord.FILE)
          .or(() -> folder.text(PackRecord.FILE_OF_BEGUN))
          .map(json -> Json.read(json, PackRecord.class));
    } catch (IllegalArgumentException e) {
      throw new UserError(folder.path(PackRecord.FILE) + " is no record of a pack", e);
    }
  }

  private void requireOurs(Optional<PackRecord> there, PackRecord wanted) {
    boolean free =
        there.map(record -> record.samePlan(wanted)).orElseGet(() -> onlyWorkingSpace(target));
    if (!free) {
      throw new UserError(
          "--output: "
              + target.location()
              + " is not empty"
              + there.map(record -> "; it holds a pack of run " + record.run()).orElse("")
              + "; give a folder of its own");
    }
  }

  private static boolean onlyWorkingSpace(Store target) {
    return target.list(target.path("")).stream()
        .allMatch(entry -> entry.getPath().getName().equals("_pack"));
  }

  private Map<String, Long> write(PackPlan plan, ShardFormat format) {
    List<Integer> done = done();
    List<Integer> todo =
        IntStream.range(0, plan.shards()).boxed().filter(shard -> !done.contains(shard)).toList();
    Map<String, Long> leftOut = new TreeMap<>();
    if (todo.isEmpty()) {
      return leftOut;
    }
    Dataset<Row> images = plan.images().where(col("shard").isInCollection(todo));
    progress.phase("pack", images.count());
    PackTask task =
        new PackTask(
            source.collection(),
            target,
            format,
            attributes(plan.images()),
            limits.maxBytes(),
            progress.counter());
    images
        .repartitionByRange(todo.size(), col("shard"))
        .sortWithinPartitions("shard", "number")
        .toJavaRDD()
        .mapPartitions(task)
        .collect()
        .forEach(
            json ->
                Json.read(json, PackTask.Report.class)
                    .leftOut()
                    .forEach((why, count) -> leftOut.merge(why, count, Long::sum)));
    progress.done();
    return leftOut;
  }

  private static List<String> attributes(Dataset<Row> images) {
    return images
        .selectExpr("explode(map_keys(attributes)) as name")
        .distinct()
        .orderBy("name")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private List<Integer> done() {
    return target.list(target.path("")).stream()
        .map(FileStatus::getPath)
        .map(path -> path.getName())
        .filter(name -> name.endsWith(PackTask.INDEX))
        .map(name -> Integer.valueOf(name.replaceAll("\\D", "")))
        .collect(Collectors.toList());
  }

  private void write(String file, PackRecord record) {
    target.write(target.path(file), Json.write(record) + "\n");
  }
}
