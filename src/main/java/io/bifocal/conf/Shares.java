package io.bifocal.conf;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shares of splits, in percent. */
final class Shares {
  private static final Pattern PERCENT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?%");

  private Shares() {}

  /**
   * Checks that {@code shares} are percentages that make 100% together.
   *
   * @throws UserError if they do not
   */
  static void check(Map<String, String> shares) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, String> share : shares.entrySet()) {
      Matcher percent = PERCENT.matcher(share.getValue());
      if (!percent.matches()) {
        throw new UserError(
            "split-shares."
                + share.getKey()
                + " = '"
                + share.getValue()
                + "' is not a percentage; write it as 80% or 12.5%");
      }
      sum = sum.add(new BigDecimal(percent.group(1)));
    }
    if (sum.compareTo(BigDecimal.valueOf(100)) != 0) {
      throw new UserError(
          "split-shares make " + sum.toPlainString() + "% together; they have to make 100%");
    }
  }
}
