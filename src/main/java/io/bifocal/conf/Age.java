package io.bifocal.conf;

import java.io.Serializable;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How old something is: a number and its unit, {@code 30d}, {@code 12h}, {@code 90m} or {@code
 * 45s}.
 *
 * @param text as it was written
 */
public record Age(String text) implements Serializable {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})\\s*([dhms])");

  public Age {
    if (!TEXT.matcher(text).matches()) {
      throw new UserError("'" + text + "' is not an age such as 30d, 12h, 90m or 45s");
    }
  }

  /** The age that {@code text} says. */
  public static Age parse(String text) {
    return new Age(text.strip());
  }

  /** At least 0. */
  public Duration duration() {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException(text);
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "d" -> Duration.ofDays(number);
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
