package io.bifocal.collection;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
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
              return describe(folder, unchecked(entries::next));
            }
          };
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(described, 0), false);
    } catch (FileNotFoundException vanished) {
      return Stream.empty();
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    return files().open(locate(path));
  }

  @Override
  public SeekableInput openSeekable(String path) throws IOException {
    return new HadoopInput(files().open(locate(path)));
  }

  @Override
  public boolean exists() throws IOException {
    try {
      return files().getFileStatus(new Path(root)).isDirectory();
    } catch (FileNotFoundException missing) {
      return false;
    }
  }

  private record HadoopInput(FSDataInputStream file) implements SeekableInput {
    @Override
    public void seek(long position) throws IOException {
      file.seek(position);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return file.read(into, offset, length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static Entry describe(String folder, FileStatus entry) {
    String name = entry.getPath().getName();
    return new Entry(
        folder.isEmpty() ? name : folder + "/" + name,
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
    return new Path(root).getFileSystem(hadoop.value());
  }

  /**
   * Joined as text: a name may hold a colon, which Hadoop's own joining of paths takes for a
   * scheme.
   */
  private Path locate(String path) {
    return path.isEmpty() ? new Path(root) : new Path(root + "/" + path);
  }
}
