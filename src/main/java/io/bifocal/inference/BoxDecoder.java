package io.bifocal.inference;

/** Reads the boxes of one family of detection networks. */
interface BoxDecoder {

  /**
   * Adds every box whose score is at least {@code confidence}.
   *
   * @throws UnusableOutputException if values are not finite
   */
  void decode(Outputs outputs, double confidence, Candidates boxes);

  /** Whether the network has chosen among overlapping boxes itself. */
  default boolean suppressed() {
    return false;
  }
}
