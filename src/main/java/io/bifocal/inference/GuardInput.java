package io.bifocal.inference;

/** What of a prediction a guard is made of. */
public enum GuardInput {
  /** {@code outputs.logits} under {@code activation = softmax}. */
  LOGITS,
  /** {@code outputs.embedding}. */
  EMBEDDING
}
