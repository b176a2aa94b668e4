package io.bifocal.analysis.compare;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Reads and writes the files of {@link Block}s. */
final class BlockFile {
  private static final int CHUNK = 1 << 20;

  private BlockFile() {}

  /** Writes vectors one by one; a missing one as NaN. */
  static final class Writer implements AutoCloseable {
    private final OutputStream out;
    private final ByteBuffer row;

    Writer(Path file, int length, Configuration hadoop) throws IOException {
      out = new BufferedOutputStream(file.getFileSystem(hadoop).create(file, true), CHUNK);
      row = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    void write(float[] vector) throws IOException {
      row.asFloatBuffer().put(vector);
      out.write(row.array());
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /**
   * All numbers of a file.
   *
   * @param file a URI that Hadoop knows
   * @param count how many there are
   */
  static float[] read(String file, int count, Configuration hadoop) {
    Path path = new Path(file);
    float[] values = new float[count];
    byte[] bytes = new byte[CHUNK];
    try (FSDataInputStream open = path.getFileSystem(hadoop).open(path);
        DataInputStream in = new DataInputStream(open)) {
      for (int done = 0; done < count; ) {
        int next = Math.min(CHUNK / Float.BYTES, count - done);
        in.readFully(bytes, 0, next * Float.BYTES);
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer()
            .get(values, done, next);
        done += next;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }
}
