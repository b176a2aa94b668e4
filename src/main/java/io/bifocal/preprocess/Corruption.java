package io.bifocal.preprocess;

import java.util.Random;

/** One way to spoil an image at one severity. */
interface Corruption {

  /**
   * Spoils an image; values may leave 0 to 1, where they are clipped.
   *
   * @param image may be written to
   * @param random the only source of chance
   * @return the result, which may be the image itself
   */
  FloatImage apply(FloatImage image, Random random);
}
