package io.bifocal.store;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Writes groups of data files anew, a task for each: what of a group is to stay becomes one file.
 *
 * @param store where it all lies
 * @param version folder of the files, relative to the store
 * @param groups the files of each, relative to that folder
 * @param drafts where tasks write
 */
record Rewrite(Store store, String version, List<List<String>> groups, String drafts)
    implements Serializable {

  /**
   * What a task wrote; it travels to the driver as JSON.
   *
   * @param folder of the task's files
   * @param files by their names in that folder
   */
  record Written(String folder, List<RunRecord.DataFile> files) {}

  /** One Spark job. */
  List<Written> run(Superseded superseded) {
    Map<String, Integer> groupOf = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      for (String file : groups.get(i)) {
        groupOf.put(file, i);
      }
    }
    return superseded
        .bits(version)
        .toJavaRDD()
        .filter(row -> groupOf.containsKey(row.getString(0)))
        .mapToPair(row -> new Tuple2<>(groupOf.get(row.getString(0)), row))
        // Of n partitions that of the number i is the i-th.
        .partitionBy(new HashPartitioner(groups.size()))
        .mapPartitionsWithIndex(
            (group, bits) -> List.of(Json.line(write(groups.get(group), bits))).iterator(), false)
        .collect()
        .stream()
        .map(json -> Json.read(json, Written.class))
        .toList();
  }

  private Written write(List<String> files, Iterator<Tuple2<Integer, Row>> superseded) {
    Map<String, BitSet> leftOut = new HashMap<>();
    while (superseded.hasNext()) {
      Row row = superseded.next()._2();
      leftOut.put(row.getString(0), BitSet.valueOf((byte[]) row.get(1)));
    }
    String attempt =
        drafts + "/" + TaskContext.getPartitionId() + "-" + TaskContext.get().taskAttemptId();
    try (RowCopier copier = new RowCopier(store.hadoop(), new Path(attempt))) {
      for (String file : files) {
        copier.copy(store.path(version + "/" + file), leftOut.getOrDefault(file, new BitSet()));
      }
      return new Written(attempt, copier.finish());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
