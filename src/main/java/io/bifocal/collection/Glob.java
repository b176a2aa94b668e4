package io.bifocal.collection;

import io.bifocal.conf.UserError;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Shell patterns over relative paths: {@code *} and {@code ?} stay within one name, {@code **}
 * crosses folders (and {@code **}{@code /} also stands for no folder at all), {@code [a-z]}, {@code
 * [!a-z]}, <code>{jpg,png}</code>; a backslash takes the next character as it is.
 */
final class Glob {
  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int braces;

  private Glob(String glob) {
    this.glob = glob;
  }

  /**
   * The regular expression that matches what {@code glob} does.
   *
   * @throws UserError if a bracket or brace is left open, or a range runs backwards
   */
  static Pattern compile(String glob) {
    return new Glob(glob).compile();
  }

  private Pattern compile() {
    int next = 0;
    while (next < glob.length()) {
      next = translate(next);
    }
    if (braces > 0) {
      throw malformed("opens a brace that it does not close");
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw malformed("has a range in brackets that runs backwards");
    }
  }

  /** Translates what stands at {@code i}; gives the place after it. */
  private int translate(int i) {
    return switch (glob.charAt(i)) {
      case '*' -> stars(i);
      case '[' -> bracket(i);
      case '?' -> append("[^/]", i);
      case '{' -> {
        Optional<NumericRange> range = NumericRange.at(glob, i);
        if (range.isPresent()) {
          regex.append(range.get().regex());
          yield NumericRange.end(glob, i);
        }
        braces++;
        yield append("(?:", i);
      }
      case '}' -> {
        if (braces-- == 0) {
          throw malformed("closes a brace that it did not open");
        }
        yield append(")", i);
      }
      case ',' -> append(braces > 0 ? "|" : ",", i);
      default -> literal(i);
    };
  }

  private int append(String translated, int i) {
    regex.append(translated);
    return i + 1;
  }

  private int stars(int i) {
    if (glob.startsWith("**/", i)) {
      regex.append("(?:.*/)?");
      return i + 3;
    }
    boolean two = glob.startsWith("**", i);
    regex.append(two ? ".*" : "[^/]*");
    return two ? i + 2 : i + 1;
  }

  /** A set of characters, which never holds the slash; a bracket that comes first is one of it. */
  private int bracket(int start) {
    int i = start + 1;
    boolean not = glob.startsWith("!", i) || glob.startsWith("^", i);
    i += not ? 1 : 0;
    regex.append(not ? "[^/" : "[");
    int first = i;
    while (i < glob.length() && (glob.charAt(i) != ']' || i == first)) {
      boolean range = glob.charAt(i) == '-' && i > first && !glob.startsWith("]", i + 1);
      if (range) {
        regex.append('-');
        i++;
      } else {
        i = literal(i);
      }
    }
    if (i == glob.length()) {
      throw malformed("opens a bracket that it does not close");
    }
    regex.append(not ? "]" : "&&[^/]]");
    return i + 1;
  }

  /** One character as it is, outside or within brackets; a whole one, also beyond 16 bits. */
  private int literal(int i) {
    int at = glob.charAt(i) == '\\' && i + 1 < glob.length() ? i + 1 : i;
    int character = glob.codePointAt(at);
    regex.append("\\x{").append(Integer.toHexString(character)).append('}');
    return at + Character.charCount(character);
  }

  private UserError malformed(String why) {
    return new UserError("glob '" + glob + "' " + why);
  }
}
