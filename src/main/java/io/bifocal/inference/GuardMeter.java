package io.bifocal.inference;

/** A guard in one task. */
@FunctionalInterface
interface GuardMeter {

  /** Whether it has a value for a picture. */
  default boolean applies(Evidence evidence) {
    return true;
  }

  /** Its value for a picture that it applies to; what is not finite is an error. */
  float value(Evidence evidence);
}
