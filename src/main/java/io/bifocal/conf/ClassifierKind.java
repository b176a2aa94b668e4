package io.bifocal.conf;

/** What {@code compare} fits to features. */
public enum ClassifierKind {
  /** Multinomial, with an L2 penalty: linear in the features. */
  LOGISTIC_REGRESSION,
  /** A vote of the nearest training images. */
  NEAREST_NEIGHBOURS,
  /** With a radial basis function as kernel. */
  SUPPORT_VECTOR_MACHINE
}
