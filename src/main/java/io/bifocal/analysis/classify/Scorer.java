package io.bifocal.analysis.classify;

import java.io.Serializable;

/** What was fitted: says how much speaks for each class. */
interface Scorer extends Serializable {

  /** Rows × classes; what a softmax makes probabilities of. */
  float[][] logits(Matrix scaled);
}
