package io.bifocal.inference;

/** What a network is for. */
public enum Task {
  /** A vector for each picture. */
  EMBEDDING,
  /** Scores of labels, and a vector as well where the card names one. */
  CLASSIFICATION,
  /** Things with their places in the picture. */
  DETECTION,
  /** The share of the picture's area that each label has, and a mask where it is asked for. */
  SEGMENTATION,
  /** Another image for each picture, such as a denoised one, in the table {@code pictures}. */
  IMAGE
}
