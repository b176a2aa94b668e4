package io.bifocal.conf;

/**
 * The input is wrong, and its user can mend it: a configuration, a command line, a file, a store.
 * The message says what is wrong, where, and how to mend it; it is shown without a stack trace.
 * Anything else that is thrown is a bug of ours.
 */
public final class UserError extends RuntimeException {
  public UserError(String message) {
    super(message);
  }

  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
