package io.bifocal.conf;

/** What becomes of a file whose data is truncated or corrupt. */
public enum DamagedRule {
  /** It is rejected, with the reason. */
  REJECT,
  /** What can be decoded of it is taken; the row's detail says what is wrong. */
  ACCEPT
}
