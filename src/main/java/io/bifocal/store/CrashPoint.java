package io.bifocal.store;

import java.io.IOException;
import java.util.Locale;

/**
 * An instant at which a process can be made to die as by {@code kill -9}, to see what survives it:
 * {@code --driver-java-options -Dbifocal.crash-point=after-listing}.
 */
public enum CrashPoint {
  /** The collection is listed, nothing is read. */
  AFTER_LISTING,
  /** A task has dealt with a first image; in local mode it shares its process with the driver. */
  WITHIN_A_WAVE,
  /** Of a wave's data files the first has its final name. */
  WHILE_RENAMING,
  /** All data files are published, the snapshot of the collection is not. */
  BEFORE_THE_SNAPSHOT,
  /** The snapshot is published, the record of the run is not. */
  BEFORE_THE_RECORD,
  /** The run is committed, its working space and its lease are still there. */
  AFTER_THE_RECORD,
  /** The lease is written, and not yet known to be one's own. */
  WHILE_TAKING_THE_LEASE,
  /** The lease is about to be written anew. */
  WHILE_RENEWING_THE_LEASE,
  /** Of what a vacuum removes the first is out of sight, and not deleted yet. */
  WHILE_VACUUMING,
  /** The old files of a version are put aside, the new ones are not in their place yet. */
  WHILE_COMPACTING;

  private final boolean wanted =
      name()
          .toLowerCase(Locale.ROOT)
          .replace('_', '-')
          .equals(System.getProperty("bifocal.crash-point"));

  /** Dies here, if this is the point to die at. */
  public void reached() {
    if (wanted) {
      die();
    }
  }

  private static void die() {
    try {
      long self = ProcessHandle.current().pid();
      new ProcessBuilder("kill", "-9", String.valueOf(self)).start().waitFor();
      Thread.sleep(Long.MAX_VALUE);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("this process could not be killed", e);
    }
  }
}
