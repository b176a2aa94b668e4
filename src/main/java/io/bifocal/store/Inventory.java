package io.bifocal.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The data files of a store, from its folders alone.
 *
 * @param tables the files of each table, of those that have any
 * @param superseded the versions that the last run did not use, with their files; none after a scan
 *     by itself, which uses none
 * @param unfinishedVacuums names of vacuums that are under way or were killed
 */
public record Inventory(
    Map<String, StoreSize> tables,
    Map<String, StoreSize> superseded,
    List<String> unfinishedVacuums) {

  /**
   * Lists {@code store}.
   *
   * @param last its last run
   * @param targetBytes size that is aimed at for data files
   */
  public static Inventory of(Store store, RunRecord last, long targetBytes) {
    Map<String, StoreSize> tables = new TreeMap<>();
    for (String table : StoreSize.TABLES) {
      // A snapshot is never put together with another.
      long target = table.equals("images") ? 0 : targetBytes;
      StoreSize size = StoreSize.of(store, table, target);
      if (size.files() > 0) {
        tables.put(table, size);
      }
    }
    Set<String> current =
        last.producers().stream().map(RunRecord.Produced::folder).collect(Collectors.toSet());
    Map<String, StoreSize> superseded = new TreeMap<>();
    for (String version : Unneeded.versions(store)) {
      if (!current.isEmpty() && !current.contains(version)) {
        superseded.put(version, StoreSize.of(store, version, targetBytes));
      }
    }
    return new Inventory(tables, superseded, VacuumJournal.pending(store));
  }
}
