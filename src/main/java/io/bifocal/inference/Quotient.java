package io.bifocal.inference;

import io.bifocal.conf.UserError;

/** Numbers that are known as a quotient: 1/255. */
final class Quotient {
  private Quotient() {}

  /**
   * A number, such as {@code 0.875}, or a quotient of two, such as {@code 224/256}.
   *
   * @param what names it in errors
   * @throws UserError if it is neither
   */
  static double parse(String what, String text) {
    int slash = text.indexOf('/');
    try {
      return slash < 0
          ? Double.parseDouble(text)
          : Double.parseDouble(text.substring(0, slash))
              / Double.parseDouble(text.substring(slash + 1));
    } catch (NumberFormatException e) {
      throw new UserError(
          "'" + text + "' is no " + what + "; give a number or a quotient such as 1/255", e);
    }
  }
}
