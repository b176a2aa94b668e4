package io.bifocal.feature;

/** What is computed of the coefficients c of one band. */
public enum WaveletStatistic {
  /** The mean of c². */
  ENERGY,
  /** The mean of |c|. */
  MEAN_ABSOLUTE,
  /** - Σ p log2 p, p = c² / Σ c²; 0 where the energy is below 1e-18, which is but rounding. */
  ENTROPY
}
