package io.bifocal.collection;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A folder and everything below it, on some file system. Paths are relative to it; the empty path
 * is the folder itself.
 */
interface FileTree extends Serializable {

  /**
   * The entries of {@code folder}, not of its subfolders, read as they are asked for; to be closed.
   * Entries that vanish meanwhile may be missing.
   *
   * @throws IOException if the folder cannot be listed, also as {@link
   *     java.io.UncheckedIOException} on the way; a folder that has vanished is empty
   */
  Stream<Entry> list(String folder) throws IOException;

  /** The entry at {@code path}; empty if there is none. */
  Optional<Entry> entry(String path) throws IOException;

  /** Opens the file at {@code path} for reading from its start. */
  InputStream open(String path) throws IOException;

  /** Opens the file at {@code path} for reading anywhere. */
  SeekableInputStream seek(String path) throws IOException;

  /** The root of the tree, in full. */
  String root();

  /** Whether the root exists and is a folder. */
  boolean exists() throws IOException;
}
