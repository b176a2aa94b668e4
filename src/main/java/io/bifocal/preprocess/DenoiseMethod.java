package io.bifocal.preprocess;

/** How noise is told from detail. */
public enum DenoiseMethod {
  /** The mean of pixels whose surroundings look alike. */
  NON_LOCAL_MEANS,
  /** The mean of near pixels of like value. */
  BILATERAL,
  /** Small wavelet coefficients taken away. */
  WAVELET_SHRINKAGE,
  /** The picture near this one that has the least variation. */
  TOTAL_VARIATION
}
