package io.bifocal.analysis.classify;

import java.util.List;

/** A way to classify that has one thing to be chosen, such as a strength. */
interface Method {

  /** How many choices there are. */
  int candidates();

  /** The choice where there are too few labels to choose by. */
  int usual();

  /**
   * Fits with every choice and scores other rows.
   *
   * @return for each choice the logits of {@code tested}, rows × classes
   */
  List<float[][]> tryAll(Matrix scaled, int[] labels, int classes, Matrix tested);

  /** Fits with one choice. */
  Scorer fit(Matrix scaled, int[] labels, int classes, int candidate);
}
