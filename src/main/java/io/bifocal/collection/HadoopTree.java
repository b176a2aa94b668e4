package io.bifocal.collection;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A tree on any file system that Hadoop knows: HDFS, S3, GCS, Azure.
 *
 * @param root qualified URI of the folder
 * @param hadoop how to reach it
 */
record HadoopTree(String root, SerializableConfiguration hadoop) implements FileTree {

  @Override
  public Stream<Entry> list(String folder) throws IOException {
    try {
      RemoteIterator<FileStatus> entries = files().listStatusIterator(locate(folder));
      Iterator<Entry> described =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return unchecked(entries::hasNext);
            }

            @Override
            public Entry next() {
              FileStatus entry = unchecked(entries::next);
              String name = entry.getPath().getName();
              return describe(folder.isEmpty() ? name : folder + "/" + name, entry);
            }
          };
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(described, 0), false);
    } catch (FileNotFoundException vanished) {
      return Stream.empty();
    }
  }

  @Override
  public Optional<Entry> entry(String path) throws IOException {
    try {
      return Optional.of(describe(path, files().getFileStatus(locate(path))));
    } catch (FileNotFoundException missing) {
      return Optional.empty();
    }
  }

  @Override
  public SeekableInputStream seek(String path) throws IOException {
    return HadoopStreams.wrap(files().open(locate(path)));
  }

  @Override
  public InputStream open(String path) throws IOException {
    return files().open(locate(path));
  }

  @Override
  public boolean exists() throws IOException {
    try {
      return files().getFileStatus(new Path(root)).isDirectory();
    } catch (FileNotFoundException missing) {
      return false;
    }
  }

  private static Entry describe(String path, FileStatus entry) {
    return new Entry(
        path,
        entry.isDirectory() ? Entry.Kind.FOLDER : Entry.Kind.FILE,
        entry.isDirectory() ? 0 : entry.getLen(),
        Instant.ofEpochMilli(entry.getModificationTime()));
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  private static <T> T unchecked(Reading<T> reading) {
    try {
      return reading.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileSystem files() throws IOException {
    // The root of a file system without a host is a path with its slash alone: hdfs:/
    return new Path(root + "/").getFileSystem(hadoop.value());
  }

  /**
   * Joined as text: a name may hold a colon, which Hadoop's own joining of paths takes for a
   * scheme.
   */
  private Path locate(String path) {
    return path.isEmpty() ? new Path(root) : new Path(root + "/" + path);
  }
}
