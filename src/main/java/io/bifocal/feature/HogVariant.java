package io.bifocal.feature;

/** Two established readings of one paper; their values are not comparable with each other. */
public enum HogVariant {
  /**
   * As OpenCV's HOGDescriptor has it: votes shared between neighbouring cells and orientations, a
   * Gaussian window over each block; columns of blocks first.
   */
  OPENCV,
  /**
   * As scikit-image's hog has it: each pixel votes for one orientation of one cell; rows of blocks
   * first.
   */
  SKIMAGE
}
