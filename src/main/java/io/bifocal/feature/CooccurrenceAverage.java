package io.bifocal.feature;

/** Whether statistics of several directions are kept apart. */
public enum CooccurrenceAverage {
  /** Each direction by itself. */
  NONE,
  /** The mean over the angles of one distance. */
  ANGLES
}
