package io.bifocal.conf;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How much of something is still accepted: a share of the whole, {@code 5%}, or a number, {@code
 * 1000}.
 *
 * @param text as it was written
 */
public record Tolerance(String text) implements Serializable {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Tolerance {
    if (text.endsWith("%")) {
      BigDecimal percent = percent(text);
      if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
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
    if (!text.endsWith("%")) {
      return part <= Count.parse(text).value();
    }
    BigDecimal most = percent(text).multiply(BigDecimal.valueOf(whole));
    return BigDecimal.valueOf(part).multiply(HUNDRED).compareTo(most) <= 0;
  }

  @Override
  public String toString() {
    return text;
  }

  /** Exact: 29 of 100 are no more than 29%. */
  private static BigDecimal percent(String text) {
    try {
      return new BigDecimal(text.substring(0, text.length() - 1).strip());
    } catch (NumberFormatException e) {
      throw new UserError("'" + text + "' is not a percentage such as 5%", e);
    }
  }
}
