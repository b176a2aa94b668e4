package io.bifocal.store;

import io.bifocal.store.Verification.Check;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Whether the data files are there, to the byte, as the records of runs and vacuums have them. */
final class DataFileChecks {
  private static final int TASKS_PER_CORE = 4;
  private static final int NAMED = 3;

  private final SparkSession spark;
  private final Store store;

  DataFileChecks(SparkSession spark, Store store) {
    this.spark = spark;
    this.store = store;
  }

  List<Check> all() {
    List<RunRecord.DataFile> files = List.copyOf(Ledger.of(store).files().values());
    return List.of(everyOneIsThere(files), everyOneHasItsBytes(files));
  }

  private Check everyOneIsThere(List<RunRecord.DataFile> files) {
    Map<String, Long> sizes = new HashMap<>();
    for (String table : StoreSize.TABLES) {
      for (FileStatus file : store.dataFiles(store.path(table))) {
        sizes.put(store.relative(file.getPath()), file.getLen());
      }
    }
    long missing = files.stream().filter(file -> !sizes.containsKey(file.path())).count();
    long changed =
        files.stream()
            .filter(file -> sizes.getOrDefault(file.path(), file.bytes()) != file.bytes())
            .count();
    return Check.of(
        "every recorded data file is there in its size",
        missing + changed,
        "%,d files, %,d missing, %,d of another size",
        files.size(),
        missing,
        changed);
  }

  private Check everyOneHasItsBytes(List<RunRecord.DataFile> files) {
    List<Tuple2<String, String>> expected =
        Stream.of(
                files.stream(),
                FitFolder.kinds(store).stream()
                    .flatMap(kind -> kind.all().stream())
                    .map(LearntFit::file))
            .flatMap(all -> all)
            .filter(file -> file.sha256() != null)
            .map(file -> new Tuple2<>(file.path(), file.sha256()))
            .distinct()
            .toList();
    List<String> damaged = expected.isEmpty() ? List.of() : damaged(expected);
    return Check.of(
        "every recorded file has the bytes it was written with",
        damaged.size(),
        "%,d files read, %,d without a recorded checksum, %,d damaged%s",
        expected.size(),
        files.stream().filter(file -> file.sha256() == null).count(),
        damaged.size(),
        damaged.isEmpty()
            ? ""
            : damaged.stream().limit(NAMED).collect(Collectors.joining(", ", ": ", "")));
  }

  private List<String> damaged(List<Tuple2<String, String>> expected) {
    Store files = store;
    int tasks = TASKS_PER_CORE * spark.sparkContext().defaultParallelism();
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(expected, Math.min(expected.size(), tasks))
        .filter(file -> !holds(files, file._1(), file._2()))
        .map(Tuple2::_1)
        .collect();
  }

  private static boolean holds(Store store, String path, String sha256) {
    try (InputStream in = store.files().open(store.path(path))) {
      return new Sha256().of(in).equals(sha256);
    } catch (IOException unreadable) {
      // It is missing, or the file system itself has found the damage.
      return false;
    }
  }
}
