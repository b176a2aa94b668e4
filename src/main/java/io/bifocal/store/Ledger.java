package io.bifocal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The data files that there should be, by their paths: what runs and vacuums added, without what
 * vacuums removed. A path is used once, so that the order of the records does not matter.
 *
 * @param files what the records say of them
 */
record Ledger(Map<String, RunRecord.DataFile> files) {
  Ledger {
    files = Collections.unmodifiableMap(files);
  }

  /** Of all that {@code store} has records of. */
  static Ledger of(Store store) {
    return of(store, store.runs());
  }

  /** Of {@code runs} and all vacuums. */
  static Ledger of(Store store, Collection<String> runs) {
    Map<String, RunRecord.DataFile> files = new TreeMap<>();
    for (String run : runs) {
      store.record(run).files().forEach(file -> files.put(file.path(), file));
    }
    List<String> removed = new ArrayList<>();
    for (String vacuum : store.vacuums()) {
      UpkeepRecord record = store.vacuum(vacuum);
      record.added().forEach(file -> files.put(file.path(), file));
      removed.addAll(record.removed());
    }
    removed.forEach(files::remove);
    return new Ledger(files);
  }
}
