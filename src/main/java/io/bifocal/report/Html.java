package io.bifocal.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a page that is well-formed as HTML and as XML alike. Whatever is handed to it as text or
 * as the value of an attribute is escaped, so that no name of a file becomes markup.
 */
final class Html {
  private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element. */
  Html open(String element, String... attributes) {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Ends the element that was begun last. */
  Html close() {
    String element = open.pop();
    out.append("</").append(element).append('>');
    if (isBlock(element)) {
      out.append('\n');
    }
    return this;
  }

  /** An element that holds a text. */
  Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** An element that never holds anything: {@code meta}, {@code img}, a shape of a drawing. */
  Html empty(String element, String... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /**
   * A style sheet.
   *
   * @param css without characters that XML would read otherwise than HTML
   */
  Html style(String css) {
    if (css.matches("(?s).*[<>&].*")) {
      throw new IllegalArgumentException("a style sheet with <, > or &");
    }
    open("style");
    out.append(css);
    return close();
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(String text) {
    text.codePoints().forEach(this::escape);
  }

  private void escape(int c) {
    switch (c) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(shown(c));
    }
  }

  /**
   * Control characters become their pictures; what XML 1.0 (section 2.2) does not allow, and what
   * turns the direction of the text around it, becomes the replacement character.
   */
  private static int shown(int c) {
    if (c < 0x20) {
      return 0x2400 + c;
    }
    if (c == 0x7f) {
      return 0x2421;
    }
    boolean isControl = c < 0xa0 && c > 0x7f;
    boolean isSurrogate = c >= 0xd800 && c <= 0xdfff;
    boolean isNoCharacter = (c & 0xfffe) == 0xfffe;
    boolean turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return isControl || isSurrogate || isNoCharacter || turns ? 0xfffd : c;
  }

  /** After these a line ends, for people who read the source. */
  private static boolean isBlock(String element) {
    return switch (element) {
      case "p",
          "h1",
          "h2",
          "h3",
          "tr",
          "table",
          "section",
          "div",
          "figure",
          "li",
          "head",
          "svg",
          "style",
          "title" ->
          true;
      default -> false;
    };
  }
}
