package io.bifocal.feature;

/** Two established readings of one method; their bits are not comparable with each other. */
public enum AverageHashVariant {
  /**
   * As OpenCV's AverageHash has it: between four pixels of the picture for each cell, whatever its
   * size.
   */
  OPENCV,
  /** Every pixel counts with the part of its area that lies in the cell. */
  AREA
}
