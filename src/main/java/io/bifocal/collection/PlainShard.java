package io.bifocal.collection;

import java.io.EOFException;
import java.io.IOException;
import org.apache.parquet.io.SeekableInputStream;

/** A shard that is not packed: what is moved over is not read. */
final class PlainShard implements ShardBytes {
  /** Several small members fit, and little is read in vain before a large one. */
  private static final int BUFFER = 4096;

  private final SeekableInputStream file;
  private final byte[] buffer = new byte[BUFFER];
  private long bufferedFrom;
  private int buffered;
  private long position;

  PlainShard(SeekableInputStream file) {
    this.file = file;
  }

  @Override
  public void moveTo(long target) {
    position = target;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (position < bufferedFrom || position >= bufferedFrom + buffered) {
      int direct = fill(into, offset, length);
      if (direct != 0) {
        return direct;
      }
    }
    int start = (int) (position - bufferedFrom);
    int taken = Math.min(length, buffered - start);
    System.arraycopy(buffer, start, into, offset, taken);
    position += taken;
    return taken;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Fills the buffer and gives 0, or reads much at once past it. */
  private int fill(byte[] into, int offset, int length) throws IOException {
    boolean seeks = position != bufferedFrom + buffered;
    long from = position;
    buffered = 0;
    // Until the read is done the place of the file is not known.
    bufferedFrom = -1;
    if (seeks) {
      try {
        file.seek(from);
      } catch (EOFException behindTheEnd) {
        return -1;
      }
    }
    boolean direct = length >= BUFFER;
    int read = direct ? file.read(into, offset, length) : file.read(buffer, 0, BUFFER);
    if (read < 0) {
      return -1;
    }
    bufferedFrom = direct ? from + read : from;
    buffered = direct ? 0 : read;
    position = direct ? from + read : from;
    return direct ? read : 0;
  }
}
