package io.bifocal.store;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.bifocal.conf.CollectionKind;
import io.bifocal.image.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Proves the invariants of a store from its files and run records; reads only. */
public final class Verification {
  private static final String REASONS =
      Stream.of(Reason.values())
          .map(reason -> "'" + reason.label() + "'")
          .collect(Collectors.joining(","));

  private final SparkSession spark;
  private final Store store;
  private final CollectionKind kind;
  private final List<RunRecord> records;
  private final RunRecord last;

  /**
   * @param kind of the collection that the store is of
   */
  public Verification(SparkSession spark, Store store, CollectionKind kind) {
    this.spark = spark;
    this.store = store;
    this.kind = kind;
    this.records = store.runs().stream().map(store::record).toList();
    this.last = records.get(records.size() - 1);
  }

  /**
   * A claim and whether it holds.
   *
   * @param claim what should be true
   * @param violations how many things contradict it; 0 if it holds
   * @param found the numbers behind it
   */
  public record Check(String claim, long violations, String found) {
    /** A claim, and the numbers behind it. */
    public static Check of(String claim, long violations, String found, Object... numbers) {
      return new Check(claim, violations, String.format(Locale.ROOT, found, numbers));
    }
  }

  /** All checks, in the order of the tables. */
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>(new DataFileChecks(spark, store).all());
    boolean damaged = checks.stream().anyMatch(check -> check.violations() > 0);
    checks.addAll(readable("images", damaged, () -> List.of(everyListedFileHasARow())));
    checks.addAll(readable("images", damaged, this::rowsOfImages));
    Dataset<Row> contents = contents().persist(StorageLevel.MEMORY_AND_DISK());
    for (String folder : folders()) {
      checks.addAll(readable(folder, damaged, () -> rowsOf(folder, contents)));
    }
    contents.unpersist();
    FitFolder.kinds(store).forEach(kind -> checks.add(everyFitIsThere(kind)));
    if (last.outcome().equals(RunRecord.COMPLETE)) {
      for (RunRecord.Produced producer : last.producers()) {
        checks.addAll(
            readable(producer.folder(), damaged, () -> List.of(nothingIsMissing(producer))));
      }
    }
    return checks;
  }

  /**
   * The checks of a table. Where files are known to be damaged, a table that cannot be read is what
   * was found; elsewhere it is a failure.
   */
  private static List<Check> readable(String table, boolean damaged, Supplier<List<Check>> checks) {
    try {
      return checks.get();
    } catch (Exception e) {
      if (!damaged) {
        throw e;
      }
      String why = e.toString().lines().findFirst().orElse("");
      return List.of(Check.of(table + ": can be read", 1, "%s", why));
    }
  }

  private Check everyListedFileHasARow() {
    Map<String, long[]> counted = new HashMap<>();
    for (Row row : allImages().groupBy("run", "status").count().collectAsList()) {
      long[] counts = counted.computeIfAbsent(row.getString(0), run -> new long[2]);
      counts[row.getString(1).equals("ok") ? 0 : 1] += row.getLong(2);
    }
    long violations = 0;
    for (RunRecord record : records) {
      long[] counts = counted.getOrDefault(record.run(), new long[2]);
      RunRecord.Images images = record.images();
      boolean holds =
          images.listed() == images.ok() + images.rejected()
              && counts[0] == images.ok()
              && counts[1] == images.rejected();
      violations += holds ? 0 : 1;
    }
    return Check.of(
        "files listed = rows in images = ok + rejected",
        violations,
        "%,d runs, the last with %,d files = %,d ok + %,d rejected",
        records.size(),
        last.images().listed(),
        last.images().ok(),
        last.images().rejected());
  }

  /** Why a row may have no content: it is of a file, or of an archive's or a table's damage. */
  private String withoutId() {
    boolean packed = kind == CollectionKind.WEBDATASET || kind == CollectionKind.PARQUET;
    return packed ? "'unreadable', 'empty', 'truncated', 'corrupt'" : "'unreadable'";
  }

  private List<Check> rowsOfImages() {
    boolean mayRepeat = kind == CollectionKind.MANIFEST || kind == CollectionKind.WEBDATASET;
    Row counts =
        lastImages()
            .selectExpr(
                "count(1) - count(distinct path)",
                "count_if(status = 'ok' and (image_id is null or format is null or width < 1 or height < 1 or reason is not null))",
                "count_if(status = 'rejected' and (reason is null or reason not in ("
                    + REASONS
                    + ") or detail is null))",
                "count_if(status not in ('ok', 'rejected'))",
                "count_if(image_id is null and coalesce(reason, '') not in (" + withoutId() + "))",
                "count_if(image_id is not null and image_id not rlike '^[0-9a-f]{64}$')")
            .head();
    return List.of(
        Check.of(
            mayRepeat ? "a path has a row as often as it is listed" : "every path has one row",
            mayRepeat ? 0 : counts.getLong(0),
            "%,d repeated",
            counts.getLong(0)),
        Check.of(
            "every row is ok with its facts or rejected with its reason",
            counts.getLong(1) + counts.getLong(2) + counts.getLong(3),
            "%,d incomplete ok rows, %,d rejected rows without a known reason, %,d of another status",
            counts.getLong(1),
            counts.getLong(2),
            counts.getLong(3)),
        Check.of(
            "image_id is a SHA-256, null only where bytes could not be read",
            counts.getLong(4) + counts.getLong(5),
            "%,d missing, %,d malformed",
            counts.getLong(4),
            counts.getLong(5)));
  }

  private Check everyFitIsThere(FitFolder<?> kind) {
    String claim = "everything in " + kind.things() + " is there in its size";
    List<RunRecord.DataFile> files = kind.all().stream().map(LearntFit::file).toList();
    long violations =
        files.stream()
            .filter(
                file ->
                    !store.exists(store.path(file.path()))
                        || store.status(file.path()).getLen() != file.bytes())
            .count();
    return Check.of(claim, violations, "%,d fits, %,d without", files.size(), violations);
  }

  private List<Check> rowsOf(String folder, Dataset<Row> contents) {
    String kind = folder.substring(0, folder.indexOf('/'));
    Dataset<Row> rows =
        spark
            .read()
            .schema(Tables.of(kind))
            .parquet(store.path(folder).toString())
            .withColumn("file", input_file_name());
    return List.of(
        oneRowAContent(folder, rows),
        kind.equals("pictures") ? picturesOf(folder, rows) : valuesOf(folder, kind, rows),
        everyRowHasItsImage(folder, rows, contents));
  }

  private Check oneRowAContent(String folder, Dataset<Row> rows) {
    Row counts = rows.selectExpr("count(1)", "count(1) - count(distinct image_id)").head();
    return Check.of(
        folder + ": one row a content",
        counts.getLong(1),
        "%,d rows, %,d repeated",
        counts.getLong(0),
        counts.getLong(1));
  }

  private Check picturesOf(String folder, Dataset<Row> rows) {
    Row counts =
        rows.selectExpr(
                "count_if((image is null) = (error is null) or (image is null) <> (coalesce(width, 0) < 1 or coalesce(height, 0) < 1))",
                "count_if(substring(image, 1, 8) <> X'89504E470D0A1A0A')",
                "count_if(error is not null)")
            .head();
    return Check.of(
        folder + ": a PNG with its size or an error",
        counts.getLong(0) + counts.getLong(1),
        "%,d with neither or both, %,d no PNG; %,d errors",
        counts.getLong(0),
        counts.getLong(1),
        counts.getLong(2));
  }

  private Check valuesOf(String folder, String kind, Dataset<Row> rows) {
    String vector =
        switch (kind) {
          case "features" -> "vector";
          case "predictions" -> "embedding";
          default -> "descriptors";
        };
    String contradiction =
        switch (kind) {
          case "features" -> "(vector is null) = (error is null)";
          case "predictions" -> "(error is null) = (label is null and embedding is null)";
          default ->
              "(keypoints is null) = (error is null) or (descriptors is null) = (error is null)";
        };
    int length = length(folder);
    String expected = kind.equals("keypoints") ? "size(keypoints) * " + length : "" + length;
    Row counts =
        rows.selectExpr(
                "count_if(" + vector + " is not null and size(" + vector + ") <> " + expected + ")",
                "count_if(exists(" + vector + ", x -> isnan(x) or abs(x) = float('infinity')))",
                "count_if(" + contradiction + ")",
                "count_if(error is not null)")
            .head();
    return Check.of(
        folder
            + ": "
            + length
            + " finite values"
            + (kind.equals("keypoints") ? " a keypoint" : "")
            + " or an error",
        counts.getLong(0) + counts.getLong(1) + counts.getLong(2),
        "%,d of another length, %,d not finite, %,d with neither or both; %,d errors",
        counts.getLong(0),
        counts.getLong(1),
        counts.getLong(2),
        counts.getLong(3));
  }

  /**
   * A row is current, superseded (its content was in a run but is not in the last), or left by a
   * run that was killed.
   */
  private Check everyRowHasItsImage(String folder, Dataset<Row> rows, Dataset<Row> contents) {
    Dataset<Row> committed =
        spark
            .createDataset(
                Stream.concat(records.stream().map(RunRecord::run), store.vacuums().stream())
                    .toList(),
                Encoders.STRING())
            .toDF("run")
            .withColumn("committed", lit(true));
    Row counts =
        rows.selectExpr("image_id", "regexp_extract(file, 'run=([^/]+)/', 1) as run")
            .join(broadcast(committed), new String[] {"run"}, "left")
            .join(contents, new String[] {"image_id"}, "left")
            .selectExpr(
                "count_if(current)",
                "count_if(not current)",
                "count_if(current is null and committed is null)",
                "count_if(current is null and committed)")
            .head();
    return Check.of(
        folder + ": every row has its image or is superseded",
        counts.getLong(3),
        "%,d current, %,d superseded, %,d left by a run that did not end, %,d without any image",
        counts.getLong(0),
        counts.getLong(1),
        counts.getLong(2),
        counts.getLong(3));
  }

  /** Every content of any run, and whether it is in the last. */
  private Dataset<Row> contents() {
    return allImages()
        .where("image_id is not null")
        .groupBy("image_id")
        .agg(max(col("run").equalTo(last.run())).as("current"));
  }

  private Check nothingIsMissing(RunRecord.Produced producer) {
    Dataset<Row> wanted = lastImages().where("status = 'ok'").select("image_id").distinct();
    long missing =
        store.dataFiles(store.path(producer.folder())).isEmpty()
            ? wanted.count()
            : wanted
                .join(
                    spark
                        .read()
                        .parquet(store.path(producer.folder()).toString())
                        .select("image_id"),
                    new String[] {"image_id"},
                    "left_anti")
                .count();
    return Check.of(
        producer.folder() + ": every accepted image has its row",
        missing,
        "%,d present, %,d missing",
        producer.present(),
        missing);
  }

  private int length(String folder) {
    return records.stream()
        .flatMap(record -> record.producers().stream())
        .filter(producer -> producer.folder().equals(folder))
        .mapToInt(RunRecord.Produced::length)
        .findAny()
        .orElse(0);
  }

  /**
   * Versions that some run used; what a killed run of another configuration left is nobody's yet.
   */
  private Set<String> folders() {
    Set<String> folders = new TreeSet<>();
    for (RunRecord record : records) {
      for (RunRecord.Produced producer : record.producers()) {
        if (!store.dataFiles(store.path(producer.folder())).isEmpty()) {
          folders.add(producer.folder());
        }
      }
    }
    return folders;
  }

  private Dataset<Row> lastImages() {
    return Tables.images(spark, store, last.run());
  }

  /** The snapshots of all committed runs, with the run of each row. */
  private Dataset<Row> allImages() {
    String[] folders =
        records.stream()
            .map(record -> store.images(record.run()).toString())
            .toArray(String[]::new);
    return spark
        .read()
        .schema(Tables.IMAGES)
        .parquet(folders)
        .selectExpr(
            "image_id", "status", "regexp_extract(input_file_name(), 'run=([^/]+)/', 1) as run");
  }
}
