package io.bifocal.preprocess;

/** Something that is done to each channel by itself. */
interface ChannelOperation {

  /**
   * @param values 0 to 1, row by row; may be written to
   * @return as many values, clipped to 0 to 1 by the caller
   */
  float[] apply(float[] values, int width, int height);
}
