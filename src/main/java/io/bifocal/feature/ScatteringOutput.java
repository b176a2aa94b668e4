package io.bifocal.feature;

/** What {@link Scattering} gives of each scattered picture. */
public enum ScatteringOutput {
  /** Its mean: one value a coefficient. */
  MEANS,
  /** The picture itself, row by row. */
  MAPS
}
