package io.bifocal.collection;

import java.io.IOException;
import java.io.InputStream;

/** Reads images of a collection within one task; what it holds open is freed with it. */
public interface ImageReader extends AutoCloseable {

  /**
   * How many threads may use it at once. One that goes through archives from front to back allows
   * one; then images are asked for in the order of container and position, and each is done with
   * before the next.
   */
  int concurrency();

  /**
   * Opens the encoded bytes of an image.
   *
   * @throws IOException if they cannot be had
   */
  InputStream open(Location location) throws IOException;

  @Override
  void close();
}
