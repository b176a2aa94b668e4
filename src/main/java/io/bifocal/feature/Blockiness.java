package io.bifocal.feature;

import io.bifocal.image.Input;

/**
 * Blockiness: how much the 8 by 8 blocks of JPEG compression show.
 *
 * <ol>
 *   <li>Differences d between neighbours along rows, and along columns.
 *   <li>Blocking B: the mean of |d| across the borders of blocks, which begin at the top left pixel
 *       (for N pixels along a line, the first floor(N/8) - 1 borders).
 *   <li>Activity A: (8 mean |d| - B)/7, in effect the mean of |d| inside blocks.
 *   <li>Zero crossings Z: the share of neighbouring differences of opposite sign.
 *   <li>Each of the three is averaged over both directions.
 *   <li>Score: α + β B^γ1 A^γ2 Z^γ3 with the constants of the authors' program: α = -245.8909, β =
 *       261.9373, γ1 = -0.02398886, γ2 = 0.01601664, γ3 = 0.00642859.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: 4 values. 0: blocking B in gray values. 1: activity A in gray values. 2: zero
 * crossings Z, 0 to 1. 3: the score, about 1 (bad) to 10 (excellent) for photographs; the lower,
 * the worse.
 *
 * <p>Errors: none. Undefined cases: a direction of fewer than 16 pixels has no border of blocks to
 * measure, and the other one stands alone; with fewer in both, all values are 0. The score is 0
 * where B, A or Z is not above 0.
 *
 * <p>Source: Z. Wang, H. R. Sheikh and A. C. Bovik, No-reference perceptual quality assessment of
 * JPEG compressed images, ICIP 2002, doi:10.1109/ICIP.2002.1038064.
 */
public record Blockiness() implements FeatureExtractor {
  private static final int LENGTH = 4;

  @Override
  public int length(Input input) {
    return LENGTH;
  }

  @Override
  public Worker open(Input input) {
    return new BlockinessMeter(LENGTH);
  }
}
