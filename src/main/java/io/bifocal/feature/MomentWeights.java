package io.bifocal.feature;

/** What has weight in the moments of a picture. */
public enum MomentWeights {
  /** Every pixel, as much as its gray value. */
  GRAY,
  /** The pixels brighter than Otsu's threshold, each as one. */
  OTSU
}
