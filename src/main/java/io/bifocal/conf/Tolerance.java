package io.bifocal.conf;

import java.io.Serializable;

/**
 * How much of something is still accepted: a share of the whole, {@code 5%}, or a number, {@code
 * 1000}.
 *
 * @param text as it was written
 */
public record Tolerance(String text) implements Serializable {
  public Tolerance {
    if (text.endsWith("%")) {
      double percent = percent(text);
      if (!(percent >= 0 && percent <= 100)) {
        throw new UserError("'" + text + "' is not between 0% and 100%");
      }
    } else {
      Count.parse(text);
    }
  }

  /** The tolerance that {@code text} says: a percentage or a count. */
  public static Tolerance parse(String text) {
    return new Tolerance(text.strip());
  }

  /** Whether {@code part} of {@code whole} is still accepted. */
  public boolean accepts(long part, long whole) {
    return text.endsWith("%")
        ? part <= percent(text) / 100 * whole
        : part <= Count.parse(text).value();
  }

  @Override
  public String toString() {
    return text;
  }

  private static double percent(String text) {
    try {
      return Double.parseDouble(text.substring(0, text.length() - 1));
    } catch (NumberFormatException e) {
      throw new UserError("'" + text + "' is not a percentage such as 5%", e);
    }
  }
}
