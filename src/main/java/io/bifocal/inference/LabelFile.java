package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a file with one label a line. */
final class LabelFile {
  private LabelFile() {}

  /**
   * The labels in {@code bytes}, UTF-8, stripped of surrounding blanks; empty lines at the end are
   * ignored.
   *
   * @throws UserError if a line before the last label is empty, since the order is all that ties
   *     labels to logits
   */
  static List<String> parse(String file, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
    List<String> labels = text.stripTrailing().lines().map(String::strip).toList();
    int empty = labels.indexOf("");
    if (empty >= 0) {
      throw new UserError(
          file + ":" + (empty + 1) + ": the line is empty; give one label a line, without gaps");
    }
    return labels;
  }
}
