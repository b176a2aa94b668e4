package io.bifocal.collection;

/** A table, or a part of it, cannot be read; it becomes a refused row. */
final class RefusedException extends Exception {
  private final String reason;

  /**
   * @param reason as in the table {@code images}
   */
  RefusedException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What came out of reading a table whose structure is in doubt. */
  static RefusedException of(Exception failure, String where) {
    boolean ends = false;
    Throwable cause = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      ends |= t instanceof java.io.EOFException;
      cause = t;
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new RefusedException(ends ? "truncated" : "corrupt", where + ": " + message);
  }

  String reason() {
    return reason;
  }
}
