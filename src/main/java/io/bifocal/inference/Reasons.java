package io.bifocal.inference;

/** What an engine says when something fails, in one line. */
final class Reasons {
  private Reasons() {}

  /** The message of the innermost cause, which is the engine's own, without its error code. */
  static String of(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause.getMessage() == null) {
      return cause.getClass().getSimpleName();
    }
    return cause
        .getMessage()
        .replaceFirst("^Error code - \\S+ - message: ", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
