package io.bifocal.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that a glob without wildcards names: <code>train-{00..99}.tar</code> names a hundred,
 * whether they are there or not.
 */
final class NamedFiles {
  /** Beyond this, nobody has typed the names in the belief that all are there. */
  private static final int MOST = 100_000;

  private final String glob;
  private int next;

  private NamedFiles(String glob) {
    this.glob = glob;
  }

  /** The paths that {@code globs} name, each once; none for a glob with wildcards. */
  static List<String> of(List<String> globs) {
    return globs.stream()
        .flatMap(glob -> new NamedFiles(glob).sequence(false).stream().flatMap(List::stream))
        .distinct()
        .toList();
  }

  /**
   * What stands up to the end, or within braces up to the comma or brace that ends this
   * alternative; nothing where there are wildcards or too many names.
   */
  private Optional<List<String>> sequence(boolean withinBraces) {
    List<String> names = List.of("");
    while (next < glob.length()) {
      char character = glob.charAt(next);
      if (withinBraces && (character == ',' || character == '}')) {
        break;
      }
      Optional<List<String>> piece = piece(character);
      if (piece.isEmpty() || (long) names.size() * piece.get().size() > MOST) {
        return Optional.empty();
      }
      names = product(names, piece.get());
    }
    return Optional.of(names);
  }

  private Optional<List<String>> piece(char character) {
    switch (character) {
      case '*', '?', '[' -> {
        return Optional.empty();
      }
      case '{' -> {
        return braces();
      }
      default -> {
        int start = next;
        boolean escaped = character == '\\' && start + 1 < glob.length();
        next += escaped ? 2 : 1;
        return Optional.of(List.of(glob.substring(escaped ? start + 1 : start, next)));
      }
    }
  }

  private Optional<List<String>> braces() {
    Optional<NumericRange> range = NumericRange.at(glob, next);
    if (range.isPresent()) {
      next = NumericRange.end(glob, next);
      return range.filter(numbers -> numbers.size() <= MOST).map(r -> r.names().toList());
    }
    List<String> names = new ArrayList<>();
    do {
      next++;
      Optional<List<String>> alternative = sequence(true);
      if (alternative.isEmpty() || names.size() + alternative.get().size() > MOST) {
        return Optional.empty();
      }
      names.addAll(alternative.get());
    } while (glob.charAt(next) == ',');
    next++;
    return Optional.of(names);
  }

  private static List<String> product(List<String> heads, List<String> tails) {
    List<String> names = new ArrayList<>(heads.size() * tails.size());
    for (String head : heads) {
      for (String tail : tails) {
        names.add(head + tail);
      }
    }
    return names;
  }
}
