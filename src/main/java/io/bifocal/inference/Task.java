package io.bifocal.inference;

/** What a network is for. */
public enum Task {
  /** A vector for each picture. */
  EMBEDDING,
  /** Scores of labels, and a vector as well where the card names one. */
  CLASSIFICATION,
  /** Things with their places in the picture. */
  DETECTION,
  /** What each pixel belongs to, and how much of the picture each label covers. */
  SEGMENTATION,
  /** A picture made of the picture: denoised, enlarged, its matte. */
  IMAGE
}
