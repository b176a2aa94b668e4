package io.bifocal.feature;

/** How the third central moment m3 of a channel is told. */
public enum ThirdMoment {
  /** Its cube root with its sign, in the unit of the channel. */
  CUBE_ROOT,
  /** Divided by the cube of the standard deviation; 0 where that is 0. */
  SKEWNESS
}
