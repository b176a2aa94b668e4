package io.bifocal.store;

import java.util.List;

/**
 * One thing that a vacuum does to a store: once its file is there, it is done to its end, after a
 * kill by whoever takes the store next.
 *
 * @param remove files and folders, relative to the store, in this order
 * @param swap the version whose folder gives way to another; null for none
 * @param done what the record of the vacuum will say of it
 */
record VacuumStep(List<String> remove, Swap swap, UpkeepRecord done) {

  /**
   * A folder that gives way to another, in which all files have new names: whoever had listed the
   * old ones finds none of them, rather than some.
   *
   * @param folder relative to the store
   * @param moves files that stay as they are
   */
  record Swap(String folder, List<Move> moves) {}

  /**
   * A file that goes from the old folder to the new one.
   *
   * @param from relative to the old folder
   * @param to relative to the new one
   */
  record Move(String from, String to) {}
}
