package io.bifocal.collection;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Reads members of shards, one shard open at a time. Any order works; that of container and
 * position goes through a packed shard once.
 */
final class ShardReader implements ImageReader {
  private final FileTree tree;
  private String container;
  private ShardBytes shard;

  ShardReader(FileTree tree) {
    this.tree = tree;
  }

  @Override
  public int concurrency() {
    return 1;
  }

  /** What it gives is valid until the next is opened. */
  @Override
  public InputStream open(Location location) throws IOException {
    try {
      if (!location.container().equals(container)) {
        close();
        shard = ShardBytes.open(tree, location.container());
        container = location.container();
      }
      return new Member(location, shard);
    } catch (IOException e) {
      throw failed(location, e);
    }
  }

  @Override
  public void close() {
    ShardBytes open = shard;
    shard = null;
    container = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** After a failure the shard is opened anew for the next member. */
  private IOException failed(Location location, IOException cause) {
    container = null;
    return new IOException(
        "'" + location.path() + "' cannot be read from its shard: " + cause.getMessage(), cause);
  }

  private final class Member extends InputStream {
    private final Location location;
    private final ShardBytes from;
    private long done;

    Member(Location location, ShardBytes from) throws IOException {
      this.location = location;
      this.from = from;
      from.moveTo(location.position());
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      long left = location.bytes() - done;
      if (length == 0 || left == 0) {
        return length == 0 ? 0 : -1;
      }
      try {
        int read = from.read(into, offset, (int) Math.min(length, left));
        if (read < 0) {
          throw new EOFException(
              String.format(
                  Locale.ROOT, "the shard now ends %d bytes before the end of the member", left));
        }
        done += read;
        return read;
      } catch (IOException e) {
        throw failed(location, e);
      }
    }
  }
}
