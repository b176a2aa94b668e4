package io.bifocal.analysis;

import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The profiles of one producer in the store, {@code _drift/<table>/<version>/<run>.profile}: of all
 * contents that the run and those before it computed. A run that added none has none of its own;
 * that of the newest run before it is its. They can be lost: then the next run makes one of all
 * rows that are there.
 */
final class Profiles {
  private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);
  private static final String SUFFIX = ".profile";

  private final Store store;
  private final Path folder;

  Profiles(Store store, RunRecord.Produced producer) {
    this.store = store;
    this.folder = store.path("_drift/" + producer.folder().replace('=', '-'));
  }

  /** The newest run that has one, not later than {@code run}. */
  Optional<String> upTo(String run) {
    return newest(runs(), run);
  }

  /** The profile of {@code run}; empty where it is gone or unreadable. */
  Optional<Profile> read(String run) {
    Path file = new Path(folder, run + SUFFIX);
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(store.files().open(file))))) {
      return Optional.of(Profile.read(in));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} cannot be read, and is made anew", file, e);
      return Optional.empty();
    }
  }

  /**
   * Writes the profile of {@code run}, and removes those that are no run's any more.
   *
   * @param committed the runs that have a record
   */
  void write(String run, Profile profile, List<String> committed) {
    Path file = new Path(folder, run + SUFFIX);
    Path draft = new Path(folder, "_" + run);
    try {
      store.files().mkdirs(folder);
      try (DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(new GZIPOutputStream(store.files().create(draft, true))))) {
        profile.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    store.publish(draft, file);
    List<String> all = runs();
    List<String> needed = new ArrayList<>(List.of(run));
    committed.forEach(kept -> newest(all, kept).ifPresent(needed::add));
    for (String other : all) {
      if (!needed.contains(other)) {
        store.delete(new Path(folder, other + SUFFIX));
      }
    }
  }

  private List<String> runs() {
    List<String> runs = new ArrayList<>();
    for (FileStatus file : store.list(folder)) {
      String name = file.getPath().getName();
      if (!name.startsWith("_") && name.endsWith(SUFFIX)) {
        runs.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    }
    runs.sort(Store.runOrder());
    return runs;
  }

  private static Optional<String> newest(List<String> sorted, String latest) {
    return sorted.stream()
        .filter(run -> Store.runOrder().compare(run, latest) <= 0)
        .reduce((first, second) -> second);
  }
}
