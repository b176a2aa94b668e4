package io.bifocal.preprocess;

import io.bifocal.image.Picture;
import java.io.Serializable;

/**
 * A recipe that turns a picture into another one. An implementation is an immutable record: its
 * components are the parameters that a configuration may set, with their defaults in {@link
 * io.bifocal.conf.Default}, checked in the compact constructor; its kebab-case name is its name in
 * the configuration. So a new operator is one file and its test.
 */
public interface Operator extends Serializable {

  /**
   * To be raised whenever the same picture would become another one than before; what was computed
   * from it is then recomputed.
   */
  default int implementation() {
    return 1;
  }

  /** Opens a worker for one task. */
  Worker open();

  /**
   * Changes pictures for one task; owns native memory until closed. Not for use by several threads
   * at once.
   */
  interface Worker extends AutoCloseable {

    /**
     * Makes a picture of its own, which the caller closes; the one that is given stays as it is.
     *
     * @param picture of any size, down to one pixel, gray or colour; the result is gray where this
     *     is gray, unless the operator says otherwise
     * @param seed of this image: the same bytes have the same seed in every run, other bytes
     *     another; whatever is random depends on it and on nothing else
     * @throws RuntimeException if this picture cannot be changed so; the message becomes the error
     *     of the row
     */
    Picture apply(Picture picture, long seed);

    @Override
    void close();
  }
}
