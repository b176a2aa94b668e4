package io.bifocal.inference;

/**
 * No prediction will come, for any picture: what the network runs on has failed, the network was
 * closed, or the thread was interrupted while it waited. Never the fault of a picture, so that it
 * ends the task instead of becoming rows.
 */
public final class InferenceStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InferenceStoppedException(String message, Throwable cause) {
    super(message, cause);
  }
}
