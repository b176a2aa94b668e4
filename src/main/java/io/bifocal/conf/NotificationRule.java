package io.bifocal.conf;

/** After which jobs somebody is told. */
public enum NotificationRule {
  /** Those that fail: any exit code but 0 and 75. */
  FAILURE,
  /** Those that leave something to do, too: stopped at the deadline, rows with errors, drift. */
  WARNING,
  /** All. */
  ALWAYS
}
