package io.bifocal.inference;

/**
 * Reads one kind of prediction from a network's outputs; shared by all workers. It is made with the
 * outputs for some picture, to see once that they fit the card.
 */
interface Head {

  /**
   * Adds to {@code prediction} what the outputs for one picture say.
   *
   * @param placement where the picture stands in the input
   * @throws UnusableOutputException if they say nothing of use, such as NaN
   */
  void read(Outputs outputs, Placement placement, Prediction.Builder prediction);
}
