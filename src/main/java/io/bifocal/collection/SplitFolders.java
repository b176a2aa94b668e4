package io.bifocal.collection;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Folders whose name is that of a split. */
final class SplitFolders {
  private static final Map<String, String> SPLITS =
      Map.of(
          "train", "train",
          "training", "train",
          "val", "val",
          "valid", "val",
          "validation", "val",
          "test", "test",
          "testing", "test");

  private SplitFolders() {}

  /**
   * The split that the first folder of {@code path} called so gives: {@code train}, {@code val} or
   * {@code test}, whichever way it is spelled.
   *
   * @param label the part of the path that is its label: a class may be called “train”
   */
  static Optional<String> split(String path, Span label) {
    int start = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
      String split = SPLITS.get(path.substring(start, end).toLowerCase(Locale.ROOT));
      if (split != null && !label.equals(new Span(start, end))) {
        return Optional.of(split);
      }
      start = end + 1;
    }
    return Optional.empty();
  }
}
