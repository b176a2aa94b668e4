package io.bifocal.inference;

import io.bifocal.conf.UserError;

/**
 * What a pixel of 0 to 255 is multiplied by.
 *
 * @param factor positive and finite
 */
public record Scale(double factor) {

  public Scale {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new UserError(
          "scale = " + factor + " is out of range; give a positive number, such as 1/255 or 1");
    }
  }

  /**
   * A number, such as {@code 0.0039}, or a quotient of two, such as {@code 1/255}.
   *
   * @throws UserError if it is neither, or not positive
   */
  public static Scale parse(String text) {
    return new Scale(Quotient.parse("scale", text));
  }

  /** The factor as a number, however it was written. */
  @Override
  public String toString() {
    return Double.toString(factor);
  }
}
