package io.bifocal.store;

import java.util.List;
import org.apache.hadoop.fs.FileStatus;

/**
 * The data files of a table, of a part of one or of all.
 *
 * @param files their number
 * @param bytes their sizes, added up
 * @param small files that a vacuum would merge with others
 */
public record StoreSize(long files, long bytes, long small) {
  /** The tables with data files that grow from run to run. */
  static final List<String> TABLES =
      List.of("images", "features", "predictions", "pictures", "keypoints");

  /** Of all tables; lists them. */
  static StoreSize of(Store store, long targetBytes) {
    StoreSize all = new StoreSize(0, 0, 0);
    for (String table : TABLES) {
      all = all.plus(of(store, table, targetBytes));
    }
    return all;
  }

  /** Of what lies in the folder {@code relative}; lists it. */
  public static StoreSize of(Store store, String relative, long targetBytes) {
    StoreSize size = new StoreSize(0, 0, 0);
    for (FileStatus file : store.dataFiles(store.path(relative))) {
      int small = Compaction.isSmall(file.getLen(), targetBytes) ? 1 : 0;
      size = size.plus(new StoreSize(1, file.getLen(), small));
    }
    return size;
  }

  private StoreSize plus(StoreSize other) {
    return new StoreSize(files + other.files, bytes + other.bytes, small + other.small);
  }
}
