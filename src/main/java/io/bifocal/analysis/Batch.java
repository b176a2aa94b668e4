package io.bifocal.analysis;

import io.bifocal.store.NumberReader;
import io.bifocal.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;

/**
 * The data files of one producer that are looked at to know how its rows are distributed. Where
 * there are many rows, only some of the files are read, and of these some rows; both are drawn by
 * hashes, so that the same files give the same sample.
 *
 * @param files paths of the files to read
 * @param scale all bytes by those of these files
 * @param below rows count whose image_id begins with 8 hexadecimal digits below this number
 */
record Batch(List<String> files, double scale, long below) {
  /** Images of one file lie beside each other in the collection: many files stand for all of it. */
  private static final int LEAST_FILES = 256;

  /** Rows that are read for each that counts. */
  private static final int READ_PER_ROW = 2;

  private static final long ALL = 1L << 32;

  /**
   * Chooses among {@code files}.
   *
   * @param sample rows to look at, at most, but for chance
   */
  static Batch of(Store store, List<FileStatus> files, long sample) {
    return of(files, rowsInByte(store, files.get(0)), sample);
  }

  /**
   * Chooses among {@code files}.
   *
   * @param rowsInByte rows of a byte, about
   */
  static Batch of(List<FileStatus> files, double rowsInByte, long sample) {
    List<FileStatus> order = new ArrayList<>(files);
    order.sort(Comparator.comparingLong(Batch::hash));
    List<String> chosen = new ArrayList<>();
    long bytes = 0;
    long all = files.stream().mapToLong(FileStatus::getLen).sum();
    for (FileStatus file : order) {
      if (chosen.size() < LEAST_FILES || bytes * rowsInByte < (double) READ_PER_ROW * sample) {
        chosen.add(file.getPath().toString());
        bytes += file.getLen();
      }
    }
    double rate = Math.min(1, sample / (bytes * rowsInByte));
    return new Batch(chosen, all / (double) bytes, (long) (rate * ALL));
  }

  /** Whether the row of {@code imageId} counts. */
  static boolean counts(String imageId, long below) {
    return below == ALL || Long.parseLong(imageId.substring(0, 8), 16) < below;
  }

  /** Neither in the order of names, which is that of paths, nor in that of time. */
  private static long hash(FileStatus file) {
    long hash = file.getPath().toUri().getPath().hashCode() * 0x9E3779B97F4A7C15L;
    return hash ^ (hash >>> 32);
  }

  private static double rowsInByte(Store store, FileStatus file) {
    try (NumberReader reader = new NumberReader(file.getPath(), store.hadoop())) {
      return Math.max(1, reader.rows()) / (double) file.getLen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
