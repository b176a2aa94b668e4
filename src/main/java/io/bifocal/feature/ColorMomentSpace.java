package io.bifocal.feature;

/** The colour spaces that moments can be taken in. */
public enum ColorMomentSpace {
  /** Red, green and blue, 0 to 255. */
  RGB,
  /** OpenCV's 8-bit hue 0 to 179 (in steps of 2 degrees), saturation and value 0 to 255. */
  HSV,
  /**
   * (R - G)/√2, (R + G - 2B)/√6 and (R + G + B)/√3 of red, green and blue from 0 to 255, not
   * rounded.
   */
  OPPONENT,
  /** OpenCV's 8-bit L*a*b*: L* times 2.55, a* plus 128, b* plus 128. */
  LAB,
  /**
   * OpenCV's L*a*b* in floating point: L* 0 to 100, a* and b* around 0. It looks values up in a
   * table, so that single pixels are up to 0.5 from the formula.
   */
  LAB_FLOAT,
  /** scikit-image's L*a*b*, which is the formula: L* 0 to 100, a* and b* around 0. */
  LAB_SKIMAGE
}
