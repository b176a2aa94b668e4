package io.bifocal.collection;

import java.io.IOException;
import java.io.InputStream;

/** Reads files wherever they are, several at once. */
record PlacesReader(Places places) implements ImageReader {
  @Override
  public int concurrency() {
    return FileReader.CONCURRENCY;
  }

  @Override
  public InputStream open(Location location) throws IOException {
    return places.open(location.path());
  }

  @Override
  public void close() {
    // Nothing is held between files.
  }
}
