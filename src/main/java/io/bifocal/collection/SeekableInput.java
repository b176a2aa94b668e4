package io.bifocal.collection;

import java.io.Closeable;
import java.io.IOException;

/** A file that can be read from any place. */
interface SeekableInput extends Closeable {

  /**
   * Goes to a byte of the file, which may lie behind its end.
   *
   * @throws java.io.EOFException if it does, unless the next read says so
   */
  void seek(long position) throws IOException;

  /** Reads up to {@code length} bytes, at least one unless the file ends here, which gives -1. */
  int read(byte[] into, int offset, int length) throws IOException;
}
