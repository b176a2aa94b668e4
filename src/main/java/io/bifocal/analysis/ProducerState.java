package io.bifocal.analysis;

import io.bifocal.store.NumberReader;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * What is known of the rows of a producer, and the data files that came since.
 *
 * @param producer as the run used it
 * @param before of the rows that the last run and those before it had; empty where nothing is kept
 * @param kept the run whose profile that is
 * @param older data files that should be in {@code before}, where nothing is kept
 * @param fresh data files of this run, and of runs that were killed since the last
 */
record ProducerState(
    RunRecord.Produced producer,
    Optional<Profile> before,
    Optional<String> kept,
    List<FileStatus> older,
    List<FileStatus> fresh) {

  private static final String RUN = "run=";

  /**
   * Looks into the store.
   *
   * @param last the last committed run, if there is one
   * @param run the run that is about to be committed
   */
  static ProducerState of(
      Store store, RunRecord.Produced producer, Optional<String> last, String run) {
    Profiles profiles = new Profiles(store, producer);
    Optional<String> kept = last.flatMap(profiles::upTo);
    Optional<Profile> before = kept.flatMap(profiles::read);
    Optional<String> known = before.isPresent() ? kept : last;
    List<FileStatus> older = new ArrayList<>();
    List<FileStatus> fresh = new ArrayList<>();
    // What a vacuum wrote, runs before it had computed.
    Set<String> vacuums = Set.copyOf(store.vacuums());
    for (FileStatus folder : store.list(store.path(producer.folder()))) {
      String name = folder.getPath().getName();
      if (!name.startsWith(RUN)) {
        continue;
      }
      String of = name.substring(RUN.length());
      boolean isOlder =
          known
              .filter(old -> vacuums.contains(of) || Store.runOrder().compare(of, old) <= 0)
              .isPresent();
      if (!isOlder && Store.runOrder().compare(of, run) <= 0) {
        fresh.addAll(store.dataFiles(folder.getPath()));
      } else if (isOlder && before.isEmpty()) {
        older.addAll(store.dataFiles(folder.getPath()));
      }
    }
    return new ProducerState(producer, before, kept, older, fresh);
  }

  /** Whether any rows came, so that there is something to count. */
  boolean isChanged() {
    return !fresh.isEmpty();
  }

  /** The name of the producer in findings. */
  String what() {
    return producer.kind() + "/" + producer.name() + "/" + producer.version();
  }

  /** The names of the columns after the vector. */
  List<String> scalars(Store store) {
    if (before.isPresent()) {
      return before.get().scalars();
    }
    try (NumberReader reader = new NumberReader(fresh.get(0).getPath(), store.hadoop())) {
      return reader.scalars();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
