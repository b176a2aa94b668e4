package io.bifocal.conf;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shares of splits, in percent. */
public final class Shares {
  private static final Pattern PERCENT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?%");

  private Shares() {}

  /**
   * The percentages that {@code shares} say, by name.
   *
   * @throws UserError if they do not make 100% together
   */
  public static SortedMap<String, BigDecimal> percentages(Map<String, String> shares) {
    SortedMap<String, BigDecimal> percentages = new TreeMap<>();
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
      percentages.put(share.getKey(), new BigDecimal(percent.group(1)));
      sum = sum.add(percentages.get(share.getKey()));
    }
    if (sum.compareTo(BigDecimal.valueOf(100)) != 0) {
      throw new UserError(
          "split-shares make " + sum.toPlainString() + "% together; they have to make 100%");
    }
    return percentages;
  }
}
