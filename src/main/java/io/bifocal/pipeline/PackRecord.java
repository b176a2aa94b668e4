package io.bifocal.pipeline;

import java.util.Map;
import java.util.Objects;

/**
 * What a folder of shards holds: {@code pack.json} in it once all of them are there, and before
 * {@code _pack/begun.json}.
 *
 * @param source root of the collection that was packed
 * @param run the snapshot that was packed
 * @param pictures folder of a model's results in the store that were packed instead of the files;
 *     null if it was the files
 * @param format {@code webdataset} or {@code parquet}
 * @param shardBytes wanted size of a shard
 * @param shards how many there are
 * @param images images that were to be packed
 * @param bytes their encoded bytes together
 * @param outcome {@code complete}, or {@code begun} while shards are missing
 * @param packed images that are in it; 0 while shards are missing
 * @param leftOut files of the snapshot that are not in it, by why; null while shards are missing
 */
public record PackRecord(
    String source,
    String run,
    String pictures,
    String format,
    long shardBytes,
    int shards,
    long images,
    long bytes,
    String outcome,
    long packed,
    Map<String, Long> leftOut) {
  static final String FILE = "pack.json";
  static final String FILE_OF_BEGUN = "_pack/begun.json";
  static final String BEGUN = "begun";
  static final String COMPLETE = "complete";

  PackRecord completed(long number, Map<String, Long> without) {
    return new PackRecord(
        source,
        run,
        pictures,
        format,
        shardBytes,
        shards,
        images,
        bytes,
        COMPLETE,
        number,
        without);
  }

  /** Whether the two are of the same images in the same shards. */
  boolean samePlan(PackRecord other) {
    return run.equals(other.run)
        && source.equals(other.source)
        && Objects.equals(pictures, other.pictures)
        && format.equals(other.format)
        && shardBytes == other.shardBytes;
  }
}
