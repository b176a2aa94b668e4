package io.bifocal.collection;

import java.io.IOException;
import java.io.InputStream;

/** Reads files of a tree, each an image, several at once: most of the time is spent waiting. */
record FileReader(FileTree tree) implements ImageReader {
  static final int CONCURRENCY = 4;

  @Override
  public int concurrency() {
    return CONCURRENCY;
  }

  @Override
  public InputStream open(Location location) throws IOException {
    return tree.open(location.path());
  }

  @Override
  public void close() {
    // Nothing is held between files.
  }
}
