package io.bifocal.feature;

/** What {@link Scattering} keeps of each coefficient. */
public enum ScatteringOutput {
  /** Its mean over the picture. */
  MEANS,

  /** Its map, one value for each square of 2^octaves by 2^octaves pixels. */
  MAPS
}
