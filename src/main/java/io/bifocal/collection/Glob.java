package io.bifocal.collection;

import io.bifocal.conf.UserError;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Shell patterns over relative paths: {@code *} and {@code ?} stay within one name, {@code **}
 * crosses folders (and {@code **}{@code /} also stands for no folder at all), {@code [a-z]}, {@code
 * [!a-z]}, <code>{jpg,png}</code>; a backslash takes the next character as it is.
 */
final class Glob {
  private Glob() {}

  /**
   * The regular expression that matches what {@code glob} does.
   *
   * @throws UserError if a bracket or brace is left open
   */
  static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          if (!glob.startsWith("**", i)) {
            regex.append("[^/]*");
          } else if (glob.startsWith("**/", i)) {
            regex.append("(?:.*/)?");
            i += 2;
          } else {
            regex.append(".*");
            i++;
          }
        }
        case '?' -> regex.append("[^/]");
        case '[' -> {
          int end = glob.indexOf(']', i + 2);
          if (end < 0) {
            throw new UserError("glob '" + glob + "' opens a bracket that it does not close");
          }
          String set =
              glob.substring(i + 1, end)
                  .replace("\\", "\\\\")
                  .replace("[", "\\[")
                  .replace("&&", "&\\&");
          regex.append('[').append(set.startsWith("!") ? "^/" + set.substring(1) : set).append(']');
          i = end;
        }
        case '{' -> {
          braces++;
          regex.append("(?:");
        }
        case '}' -> {
          braces--;
          regex.append(')');
        }
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        case '\\' -> {
          i++;
          regex.append(Pattern.quote(i < glob.length() ? glob.substring(i, i + 1) : "\\"));
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new UserError(
          "glob '" + glob + "' is not well formed: a brace or bracket has no partner", e);
    }
  }
}
