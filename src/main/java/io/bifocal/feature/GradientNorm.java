package io.bifocal.feature;

/** How long a gradient is. */
public enum GradientNorm {
  /** The sum of the absolute values of its parts. */
  L1,
  /** Its Euclidean length. */
  L2
}
