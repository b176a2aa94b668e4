package io.bifocal.store;

import java.time.Duration;
import org.apache.hadoop.fs.FileStatus;

/** What whoever takes a store does first. */
public final class Recovery {
  /** The store is not held while it is verified: what is younger may be in use. */
  private static final Duration ABANDONED = Duration.ofDays(7);

  private Recovery() {}

  /**
   * Completes a vacuum that was killed, and removes what a killed run left in its working space;
   * its published files stay. The store is held by the caller.
   */
  public static void of(Store store) {
    VacuumJournal.recover(store);
    for (FileStatus leftover : store.list(store.path("_working"))) {
      store.delete(leftover.getPath());
    }
    long limit = System.currentTimeMillis() - ABANDONED.toMillis();
    for (FileStatus scratch : store.list(store.path(Store.SCRATCH))) {
      if (scratch.getModificationTime() < limit) {
        store.delete(scratch.getPath());
      }
    }
  }
}
