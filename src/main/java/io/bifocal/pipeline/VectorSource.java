package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import java.io.IOException;

/** Makes vectors of pictures within one task. Not for use by several threads at once. */
interface VectorSource extends AutoCloseable {

  /**
   * Takes a picture, whose vector may be made later. The picture may be closed on return.
   *
   * @param receiver is told what became of it, at the latest by {@link #flush}
   */
  void accept(String imageId, Picture picture, Receiver receiver) throws IOException;

  /** Makes the vectors of pictures that were taken and still wait. */
  void flush() throws IOException;

  @Override
  void close();

  /** Is told what became of one picture. */
  interface Receiver {

    /**
     * Takes the result.
     *
     * @param vector finite values, not to be kept; null where there is an error
     * @param error null where there is a vector
     */
    void accept(float[] vector, String error) throws IOException;
  }
}
