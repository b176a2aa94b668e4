package io.bifocal.inference;

/** What guards have learnt for them from the collection. */
public enum GuardFit {
  /** One number, from the logits of labelled pictures of the split {@code val}. */
  TEMPERATURE,
  /** Class means and their common covariance, from the embeddings of labelled training pictures. */
  GAUSSIANS,
  /** The embeddings of training pictures themselves. */
  NEIGHBOURS,
  /**
   * Two classifiers, from the embeddings and the classical vectors of labelled training pictures.
   */
  CLASSIFIERS
}
