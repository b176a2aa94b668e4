package io.bifocal.collection;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** A packed shard: unpacked from front to back, and anew from the front to go back. */
final class PackedShard implements ShardBytes {
  private static final int CHUNK = 1 << 16;

  private final FileTree tree;
  private final String path;
  private final Packing packing;
  private final byte[] skipped = new byte[CHUNK];
  private PackedFile file;
  private InputStream unpacked;
  private long position;
  private long target;

  PackedShard(FileTree tree, String path, Packing packing) throws IOException {
    this.tree = tree;
    this.path = path;
    this.packing = packing;
    this.file = new PackedFile(tree.open(path));
  }

  @Override
  public void moveTo(long place) throws IOException {
    if (place < position) {
      close();
      file = new PackedFile(tree.open(path));
      unpacked = null;
      position = 0;
    }
    target = place;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (position < target) {
      int read = unpack(skipped, 0, (int) Math.min(skipped.length, target - position));
      if (read < 0) {
        return -1;
      }
    }
    int read = unpack(into, offset, length);
    target = position;
    return read;
  }

  @Override
  public void close() throws IOException {
    if (unpacked != null) {
      unpacked.close();
    }
    file.close();
  }

  /** The unpackers fail each in its own way; what counts is whether the file itself failed. */
  private int unpack(byte[] into, int offset, int length) throws IOException {
    try {
      if (unpacked == null) {
        unpacked = packing.unpack(file);
      }
      int read = unpacked.read(into, offset, length);
      // GZIPInputStream takes a failure to read the head of a further stream for the end.
      file.rethrowFailure();
      position += Math.max(0, read);
      return read;
    } catch (IOException e) {
      file.rethrowFailure();
      throw DamagedShardException.packed(
          file.hasEnded() ? DamagedShardException.TRUNCATED : DamagedShardException.CORRUPT,
          String.format(
              Locale.ROOT,
              "%s at byte %d of the unpacked archive (%s)",
              file.hasEnded() ? "the packed file ends early," : "cannot be unpacked",
              position,
              e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
          e);
    }
  }
}
