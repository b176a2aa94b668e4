package io.bifocal.analysis.compare;

/** What kind of features a set is made of. */
public enum Lens {
  /** Of extractors. */
  CLASSICAL,
  /** Embeddings of networks. */
  DEEP,
  /** Of both. */
  FUSED,
  /** What is no proper answer, but has to be better than. */
  BASELINE
}
