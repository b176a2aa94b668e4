package io.bifocal.conf;

/** What becomes of an embedded ICC colour profile. */
public enum ColorProfileRule {
  /** Stored values are taken as they are. */
  IGNORE,
  /** Colours are converted from the embedded profile to sRGB. */
  TO_SRGB
}
