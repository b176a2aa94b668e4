package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.io.Serializable;

/**
 * A recipe that turns a picture into a vector of fixed length. An implementation is an immutable
 * record: its components are the parameters that a configuration may set, with their defaults in
 * {@link io.bifocal.conf.Default}, checked in the compact constructor; its kebab-case name is its
 * name in the configuration. So a new extractor is one file and its test.
 */
public interface FeatureExtractor extends Serializable {

  /**
   * The input that the configuration may change; the picture as it is unless the recipe needs a
   * certain size.
   */
  default Input defaultInput() {
    return Input.ORIGINAL;
  }

  /**
   * The number of values in every vector.
   *
   * @throws io.bifocal.conf.UserError if the recipe cannot work on such an input
   */
  int length(Input input);

  /**
   * To be raised whenever the same picture would give another vector than before; stored vectors
   * are then recomputed.
   */
  default int implementation() {
    return 1;
  }

  /** Opens a worker for one task, on pictures that are views for {@code input}. */
  Worker open(Input input);

  /**
   * Draws what a vector says, for people: in the picture where its values have places there, as
   * bars beside it where they have none.
   *
   * @param view the picture that was described
   * @param vector what a worker made of it
   * @return a colour picture, which the caller closes
   */
  default Picture draw(Picture view, float[] vector) {
    return Drawing.beside(Drawing.enlarged(view), Drawing.bars(vector));
  }

  /**
   * Computes vectors for one task; owns native memory until closed. Not for use by several threads
   * at once.
   */
  interface Worker extends AutoCloseable {

    /**
     * Describes one picture.
     *
     * @param picture the view for the worker's input; of any size where that input has none, down
     *     to one pixel
     * @param vector the result, of the recipe's length; every value is set, all finite
     * @throws RuntimeException if this picture cannot be described; the message becomes the row's
     *     error
     */
    void extract(Picture picture, float[] vector);

    @Override
    void close();
  }
}
