package io.bifocal.pipeline;

import java.io.IOException;
import java.io.InputStream;

/** Writes one shard of a packed collection. The file is whole once this is closed. */
interface ShardWriter extends AutoCloseable {

  /**
   * Appends an image and what is known of it.
   *
   * @param content its bytes, as many as {@code image} says
   * @return where the image lies: a byte of the archive or a row of the table
   * @throws IOException if it cannot be written, or {@code content} has another length
   */
  long add(PackedImage image, InputStream content) throws IOException;

  @Override
  void close() throws IOException;
}
