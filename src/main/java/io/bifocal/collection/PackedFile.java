package io.bifocal.collection;

import java.io.IOException;
import java.io.InputStream;

/**
 * The file under a stream that unpacks it: buffered, and able to tell afterwards whether it was the
 * file that failed, or ended.
 */
final class PackedFile extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final InputStream file;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int end;
  private boolean ended;
  private IOException failure;

  PackedFile(InputStream file) {
    this.file = file;
  }

  /** Whether the reader asked for more than there is. */
  boolean hasEnded() {
    return ended;
  }

  void rethrowFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      ended = true;
      return -1;
    }
    int taken = Math.min(length, end - next);
    System.arraycopy(buffer, next, into, offset, taken);
    next += taken;
    return taken;
  }

  /**
   * More than 0 unless the file ends here: GZIPInputStream looks for a further stream only if so,
   * and streams of object stores say 0 when they do not know.
   */
  @Override
  public int available() throws IOException {
    return fill() ? end - next : 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean fill() throws IOException {
    try {
      while (next == end) {
        next = 0;
        end = Math.max(0, file.read(buffer));
        if (end == 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
