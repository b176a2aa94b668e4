package io.bifocal.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Whole numbers from one to another, as the shell writes them: <code>{1..10}</code>, and with as
 * many digits each, <code>{00000..00099}</code>, where either bound has a leading zero.
 *
 * @param first the smaller bound
 * @param last the greater bound
 * @param width digits that a number has at least
 */
record NumericRange(long first, long last, int width) {
  /** Up to 18 digits are a long, whatever they are. */
  private static final Pattern FORM = Pattern.compile("\\{([0-9]{1,18})\\.\\.([0-9]{1,18})}");

  /** The range whose opening brace stands at {@code i} of {@code glob}, if one does. */
  static Optional<NumericRange> at(String glob, int i) {
    Matcher form = form(glob, i);
    if (!form.lookingAt()) {
      return Optional.empty();
    }
    String from = form.group(1);
    String to = form.group(2);
    boolean padded = isPadded(from) || isPadded(to);
    long a = Long.parseLong(from);
    long b = Long.parseLong(to);
    int width = padded ? Math.max(from.length(), to.length()) : 1;
    return Optional.of(new NumericRange(Math.min(a, b), Math.max(a, b), width));
  }

  /** The place after the range whose opening brace stands at {@code i}. */
  static int end(String glob, int i) {
    Matcher form = form(glob, i);
    return form.lookingAt() ? form.end() : i;
  }

  /** How many numbers it has. */
  long size() {
    return last - first + 1;
  }

  /** The numbers as they are written, in order. */
  Stream<String> names() {
    return LongStream.rangeClosed(first, last).mapToObj(this::text);
  }

  /** A regular expression of these numbers; its length grows with their digits alone. */
  String regex() {
    List<String> alternatives = new ArrayList<>();
    long from = first;
    for (int digits = text(first).length(); digits <= text(last).length(); digits++) {
      long most = Math.min(last, power(digits) - 1);
      alternatives.add(between(text(from), text(most)));
      from = most + 1;
    }
    return "(?:" + String.join("|", alternatives) + ")";
  }

  private static Matcher form(String glob, int i) {
    return FORM.matcher(glob).region(i, glob.length());
  }

  private static boolean isPadded(String number) {
    return number.length() > 1 && number.charAt(0) == '0';
  }

  private static long power(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  private String text(long number) {
    return String.format(Locale.ROOT, "%0" + width + "d", number);
  }

  /** The numbers between two of as many digits. */
  private static String between(String from, String to) {
    if (from.equals(to)) {
      return from;
    }
    int same = 0;
    while (from.charAt(same) == to.charAt(same)) {
      same++;
    }
    String lowRest = from.substring(same + 1);
    String highRest = to.substring(same + 1);
    char low = from.charAt(same);
    char high = to.charAt(same);
    List<String> alternatives = new ArrayList<>();
    // The first and the last digit are taken with all that follows where the bound allows it.
    boolean wholeLow = lowRest.chars().allMatch(digit -> digit == '0');
    boolean wholeHigh = highRest.chars().allMatch(digit -> digit == '9');
    if (!wholeLow) {
      alternatives.add(low + between(lowRest, "9".repeat(lowRest.length())));
    }
    char begin = (char) (wholeLow ? low : low + 1);
    char end = (char) (wholeHigh ? high : high - 1);
    if (begin <= end) {
      alternatives.add("[" + begin + "-" + end + "][0-9]{" + lowRest.length() + "}");
    }
    if (!wholeHigh) {
      alternatives.add(high + between("0".repeat(highRest.length()), highRest));
    }
    return from.substring(0, same) + "(?:" + String.join("|", alternatives) + ")";
  }
}
