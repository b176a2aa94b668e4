package io.bifocal.conf;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Names as the configuration spells them: kebab-case, and the nearest known one where a name is not
 * known.
 */
public final class Names {
  private Names() {}

  /**
   * {@code maxPixels}, {@code MaxPixels} → {@code max-pixels}; a word may be a single letter:
   * {@code ATrousWavelet} → {@code a-trous-wavelet}.
   */
  public static String kebab(String javaName) {
    return javaName
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** {@code PARENT_FOLDER} → {@code parent-folder}. */
  public static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code local-binary-pattern} → {@code LocalBinaryPattern}. */
  public static String camel(String kebabName) {
    StringBuilder result = new StringBuilder();
    for (String word : kebabName.split("-")) {
      if (!word.isEmpty()) {
        result.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return result.toString();
  }

  /** “unknown key 'pionts'; did you mean 'points'? Known: …”. */
  public static String unknown(String kind, String name, Collection<String> known) {
    String guess = nearest(name, known).map(n -> "; did you mean '" + n + "'?").orElse(".");
    return "unknown " + kind + " '" + name + "'" + guess + " Known: " + String.join(", ", known);
  }

  /**
   * Refuses what cannot be part of a path.
   *
   * @param what it would name
   */
  static void requireFileName(String name, String what) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new UserError(
          "name = '"
              + name
              + "' cannot name "
              + what
              + "; give letters, digits, dot, dash and underscore, beginning with one of the first two");
    }
  }

  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> edits(name, candidate)))
        .filter(n -> edits(name, n) <= Math.max(2, name.length() / 2));
  }

  /** How far apart two names are, whatever their case. */
  private static int edits(String a, String b) {
    return distance(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }

  /** Levenshtein distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
