package io.bifocal.conf;

/** Where splits come from. */
public enum SplitRule {
  /**
   * What the pattern, the column or the sidecar says; otherwise a folder called train, val or test.
   */
  GIVEN,
  /** Assigned by a hash of the content or of the group, in given shares. */
  CONTENT
}
