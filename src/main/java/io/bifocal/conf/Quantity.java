package io.bifocal.conf;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole number with an optional unit, as people write it: {@code 100M}, {@code 1.5k}. */
final class Quantity {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]*)");

  private Quantity() {}

  /**
   * The number that {@code text} says.
   *
   * @param units the factor of each unit, in lower case; the empty text stands for no unit
   * @throws UserError if it is not a number of one of these units, not whole, or beyond 2^63
   */
  static long parse(String text, Map<String, Long> units) {
    Matcher matcher = FORM.matcher(text.strip());
    Long factor = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (factor == null) {
      throw new UserError("'" + text + "' is not a number with one of the units k, M, G, T");
    }
    try {
      return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor)).longValueExact();
    } catch (ArithmeticException e) {
      throw new UserError("'" + text + "' is not a whole number below 2^63", e);
    }
  }
}
