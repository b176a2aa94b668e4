package io.bifocal.feature;

/** What counts in a histogram of edge orientations. */
public enum EdgeWeighting {
  /** Every pixel, as much as its gradient. */
  MAGNITUDE,
  /** The pixels of Canny's edges, each as one. */
  EDGE_PIXELS
}
