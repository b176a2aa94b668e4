package io.bifocal.store;

/** Another run holds the store; the message says who. */
public final class StoreHeldException extends RuntimeException {
  StoreHeldException(String message) {
    super(message);
  }
}
