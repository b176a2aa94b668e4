package io.bifocal.inference;

import io.bifocal.conf.UserError;

/**
 * How much of each side of the scaled picture a crop keeps.
 *
 * @param share 0.1 to 1
 */
public record CropFraction(double share) {

  private static final double LEAST = 0.1;

  /** So that 224 / (224 / 232) is 232. */
  private static final double ROUNDING = 1e-6;

  public CropFraction {
    if (!(share >= LEAST && share <= 1)) {
      throw new UserError(
          "crop-fraction = "
              + share
              + " is out of range; give a number of "
              + LEAST
              + " to 1, such as 0.875 or 224/256");
    }
  }

  /**
   * A number, such as {@code 0.875}, or a quotient of two, such as {@code 224/256}.
   *
   * @throws UserError if it is neither, or out of range
   */
  public static CropFraction parse(String text) {
    return new CropFraction(Quotient.parse("crop-fraction", text));
  }

  /** How long the side is of which {@code kept} pixels are kept. */
  long whole(int kept) {
    return (long) (kept / share + ROUNDING);
  }

  /** The share as a number, however it was written. */
  @Override
  public String toString() {
    return Double.toString(share);
  }
}
