package io.bifocal.image;

import java.util.Optional;

/**
 * An image that gives no picture, and why. A fact about the data, not a failure of the program: it
 * has no stack trace and is cheap to throw by the million. The message says what was found and
 * where, in bytes from the start of the file.
 */
public final class RejectedException extends Exception {
  private final Reason reason;
  private final transient Header header;

  public RejectedException(Reason reason, String detail) {
    this(reason, detail, null);
  }

  private RejectedException(Reason reason, String detail, Header header) {
    super(detail, null, false, false);
    this.reason = reason;
    this.header = header;
  }

  static RejectedException truncated(String detail) {
    return new RejectedException(Reason.TRUNCATED, detail);
  }

  static RejectedException corrupt(String detail) {
    return new RejectedException(Reason.CORRUPT, detail);
  }

  static RejectedException unsupported(String detail) {
    return new RejectedException(Reason.UNSUPPORTED, detail);
  }

  /** The same, knowing what the header said. */
  RejectedException with(Header known) {
    return new RejectedException(reason, getMessage(), known);
  }

  public Reason reason() {
    return reason;
  }

  /** The header, where the file had one that could be read before it was rejected. */
  public Optional<Header> header() {
    return Optional.ofNullable(header);
  }
}
