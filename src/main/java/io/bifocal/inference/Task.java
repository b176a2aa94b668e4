package io.bifocal.inference;

/** What a network is for. */
public enum Task {
  /** A vector for each picture. */
  EMBEDDING,
  /** Scores of labels, and a vector as well where the card names one. */
  CLASSIFICATION,
  /** Things with their places in the picture. */
  DETECTION
}
