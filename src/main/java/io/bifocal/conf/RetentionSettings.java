package io.bifocal.conf;

import java.io.Serializable;

/** Which runs stay when a vacuum drops the others; the last one always does. */
public record RetentionSettings(
    @Default("7") @Help("runs that stay whatever their age, the newest; at least 1") int keepRuns,
    @Default("30d")
        @Help("age beyond which other runs are dropped, counted from their end, such as 30d or 12h")
        Age olderThan)
    implements Serializable {

  public RetentionSettings {
    if (keepRuns < 1) {
      throw new UserError("keep-runs = " + keepRuns + " is out of range; give 1 or more");
    }
  }
}
