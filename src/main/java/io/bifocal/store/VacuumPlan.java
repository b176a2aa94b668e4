package io.bifocal.store;

import java.util.List;

/**
 * What a vacuum is going to do.
 *
 * @param run its name
 * @param kept runs that stay, oldest first
 * @param dropped runs that do not
 * @param removed files and folders that go, relative to the store
 * @param rewritten versions whose files are written anew, in part or all
 * @param rewrites whether files can be written anew at all on this file system
 * @param before all data files as they are
 */
public record VacuumPlan(
    String run,
    List<String> kept,
    List<String> dropped,
    List<String> removed,
    List<Version> rewritten,
    boolean rewrites,
    StoreSize before) {

  /**
   * A version.
   *
   * @param folder relative to the store
   * @param compaction what becomes of its files
   * @param unfinished files of a run that was killed after the last one, which stay as they are
   */
  public record Version(String folder, Compaction compaction, List<Compaction.Piece> unfinished) {}

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return removed.isEmpty() && rewritten.isEmpty();
  }
}
