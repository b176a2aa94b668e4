package io.bifocal.inference;

/** A guard in one task. */
@FunctionalInterface
interface GuardMeter {

  /** Its value for a picture, finite. */
  float value(Evidence evidence);
}
