package io.bifocal.feature;

/** What the words of a vocabulary are. */
public enum Codebook {
  /** Centres of k-means. */
  CENTERS,
  /** Gaussians of a mixture, each with a weight and a diagonal covariance. */
  MIXTURE
}
