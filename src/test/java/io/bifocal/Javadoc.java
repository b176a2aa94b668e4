package io.bifocal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Javadoc of a type as Markdown.
 *
 * @param summary the first sentence
 * @param paragraphs what follows, up to the first tag
 */
record Javadoc(String summary, List<String> paragraphs) {
  private static final Pattern COMMENT =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/(?:\\s*@[^\\n]*\\n)*\\s*public (?:record|interface|final class|enum) ",
          Pattern.DOTALL);

  /** Reads it from the source of the type. */
  static Javadoc of(String source, String type) {
    Matcher comment = COMMENT.matcher(source);
    assertTrue(comment.find(), type + " has no Javadoc");
    String text = comment.group(1).replaceAll("(?m)^\\s*\\* ?", "");
    int tags = text.indexOf("\n@");
    text = tags < 0 ? text : text.substring(0, tags);
    List<String> paragraphs = new ArrayList<>();
    for (String part : text.split("<p>|(?=<ol>)|(?<=</ol>)|(?=<ul>)|(?<=</ul>)")) {
      String markdown = markdown(part);
      if (!markdown.isBlank()) {
        paragraphs.add(markdown);
      }
    }
    Matcher sentence =
        Pattern.compile("^([^.]*\\.)(?:\\s+(.*))?$", Pattern.DOTALL).matcher(paragraphs.get(0));
    assertTrue(sentence.matches(), type + " has no first sentence");
    paragraphs.remove(0);
    if (sentence.group(2) != null) {
      paragraphs.add(0, sentence.group(2));
    }
    return new Javadoc(sentence.group(1), paragraphs);
  }

  /** The paragraph that begins with {@code word}, without that word. */
  String paragraph(String word) {
    return paragraphs.stream()
        .filter(p -> p.startsWith(word))
        .map(p -> p.substring(word.length()).strip())
        .findFirst()
        .orElse("");
  }

  private static String markdown(String html) {
    boolean numbered = html.contains("<ol>");
    String text =
        html.replaceAll("\\{@(?:code|literal) ([^}]*)}", "`$1`")
            .replaceAll("\\{@link #?([^} ]*?)(?: ([^}]*))?}", "`$1`")
            .replaceAll("</?[ou]l>|</li>|</p>|</?em>|</?sub>", " ")
            .replaceAll("<sup>", "^")
            .replaceAll("</sup>", "")
            .replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&amp;", "&")
            .replaceAll("\\s+", " ")
            .strip();
    if (!text.contains("<li>")) {
      return text;
    }
    StringBuilder list = new StringBuilder();
    int number = 1;
    for (String item : text.split("<li>")) {
      if (!item.isBlank()) {
        list.append(list.length() == 0 ? "" : "\n")
            .append(numbered ? number++ + ". " : "- ")
            .append(item.strip());
      }
    }
    return list.toString();
  }
}
