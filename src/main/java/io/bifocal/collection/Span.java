package io.bifocal.collection;

/** A part of a path, from {@code start} up to but not including {@code end}. */
record Span(int start, int end) {
  static final Span NOWHERE = new Span(-1, -1);

  /** The name of the folder that holds the file at {@code path}, if it begins at {@code from}. */
  static Span ofParent(String path, int from) {
    int end = path.lastIndexOf('/');
    return end < from ? NOWHERE : new Span(Math.max(from, path.lastIndexOf('/', end - 1) + 1), end);
  }

  /** The text of this part; null for none. */
  String of(String path) {
    return start < 0 ? null : path.substring(start, end);
  }
}
