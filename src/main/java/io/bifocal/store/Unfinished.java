package io.bifocal.store;

import java.util.List;
import java.util.Set;

/**
 * The folders of runs later than the last one: these were killed, perhaps after hours, and the next
 * run goes on with what they left. Until then nobody else knows what of it is needed.
 *
 * @param last the last committed run
 * @param vacuums whose folders are none of these
 */
record Unfinished(String last, Set<String> vacuums) {
  private static final String PREFIX = "run=";

  static Unfinished of(Store store, List<String> kept) {
    return new Unfinished(kept.get(kept.size() - 1), Set.copyOf(store.vacuums()));
  }

  /** Whether {@code folder}, {@code run=<run>}, is one. */
  boolean includes(String folder) {
    String run = folder.substring(Math.min(folder.length(), PREFIX.length()));
    return folder.startsWith(PREFIX)
        && Store.isRun(run)
        && Store.runOrder().compare(run, last) > 0
        && !vacuums.contains(run);
  }
}
