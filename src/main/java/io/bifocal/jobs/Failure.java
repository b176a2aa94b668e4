package io.bifocal.jobs;

import io.bifocal.conf.UserError;
import io.bifocal.store.StoreHeldException;

/**
 * Why a job came to no end.
 *
 * @param exitCode of the process
 * @param message for a person
 */
record Failure(int exitCode, String message) {
  private static final int LONGEST = 400;

  /** What Linux says; of tasks it comes within Spark's own message. */
  private static final String FULL = "No space left on device";

  static Failure of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError) {
        return new Failure(Bifocal.WRONG_USAGE, cause.getMessage());
      }
      if (cause instanceof StoreHeldException) {
        return new Failure(Bifocal.STORE_HELD, cause.getMessage());
      }
      if (String.valueOf(cause.getMessage()).contains(FULL)) {
        return new Failure(
            Bifocal.FAILED,
            "a disk is full ("
                + FULL
                + "): that of the store, or that of temporary files (spark.local.dir, java.io.tmpdir);"
                + " the log says which. Make room and run the job again: it goes on where this one"
                + " ended");
      }
    }
    // Spark's messages go on for pages, which the log has.
    String line = thrown.toString().lines().findFirst().orElse("");
    return new Failure(
        Bifocal.FAILED, line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
  }
}
