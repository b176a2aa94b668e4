package io.bifocal.collection;

import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;

/** The bytes of a shard, unpacked. Places are bytes of the unpacked archive. */
interface ShardBytes extends Closeable {

  /** Opens the shard at {@code path}, which is packed as its name says. */
  static ShardBytes open(FileTree tree, String path) throws IOException {
    Packing packing = Packing.of(path.toLowerCase(Locale.ROOT));
    return packing == Packing.NONE
        ? new PlainShard(tree.seek(path))
        : new PackedShard(tree, path, packing);
  }

  /** Goes to a place, forward or back. One that lies behind the end is found out by reading. */
  void moveTo(long position) throws IOException;

  /**
   * Reads up to {@code length} bytes, at least one unless the archive ends here, which gives -1.
   *
   * @throws DamagedShardException if it cannot be unpacked further
   */
  int read(byte[] into, int offset, int length) throws IOException;

  /** Reads {@code length} bytes, fewer only where the archive ends. */
  default int readFully(byte[] into, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int read = read(into, done, length - done);
      if (read < 0) {
        break;
      }
      done += read;
    }
    return done;
  }
}
