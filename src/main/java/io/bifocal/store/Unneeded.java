package io.bifocal.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;

/** Finds what no kept run needs any more: whole files and folders. */
final class Unneeded {
  private final Store store;
  private final List<String> kept;
  private final Set<String> folders = new HashSet<>();
  private final Set<String> configurations = new HashSet<>();
  private final Unfinished unfinished;

  /**
   * @param kept runs that stay, oldest first; at least one
   */
  Unneeded(Store store, List<String> kept) {
    this.store = store;
    this.kept = kept;
    this.unfinished = Unfinished.of(store, kept);
    for (String run : kept) {
      for (RunRecord.Produced produced : store.record(run).producers()) {
        folders.add(produced.folder());
        configurations.add(produced.configuration());
      }
    }
  }

  /** Versions that kept runs use and that have data files, relative to the store. */
  List<String> usedVersions() {
    return folders.stream()
        .filter(folder -> !store.dataFiles(store.path(folder)).isEmpty())
        .sorted()
        .toList();
  }

  /**
   * What can go, relative to the store, in the order in which it should: records before what they
   * speak of, so that no reader starts from what is incomplete.
   *
   * @param dropped runs
   */
  List<String> paths(List<String> dropped) {
    List<String> paths = new ArrayList<>();
    paths.addAll(recordsOf(dropped));
    paths.addAll(drafts("runs"));
    paths.addAll(drafts(Store.VACUUMS));
    paths.addAll(snapshots());
    paths.addAll(versions());
    FitFolder.kinds(store).forEach(folder -> paths.addAll(fits(folder)));
    return paths;
  }

  /** Whatever is named after a run, such as {@code <run>.json}. */
  private List<String> recordsOf(List<String> dropped) {
    Set<String> names = Set.copyOf(dropped);
    return children("runs")
        .filter(name -> name.contains(".") && names.contains(name.substring(0, name.indexOf('.'))))
        .map(name -> "runs/" + name)
        // Without its record a run is none, whatever else there is of it.
        .sorted((a, b) -> Boolean.compare(b.endsWith(".json"), a.endsWith(".json")))
        .toList();
  }

  private List<String> drafts(String folder) {
    return children(folder)
        .filter(name -> name.startsWith("_"))
        .map(name -> folder + "/" + name)
        .toList();
  }

  /** Snapshots of dropped runs and of runs that did not come to their record. */
  private List<String> snapshots() {
    return children("images")
        .filter(name -> name.startsWith("run=") && Store.isRun(name.substring(4)))
        .filter(name -> !kept.contains(name.substring(4)))
        .map(name -> "images/" + name)
        .toList();
  }

  /**
   * Versions that no kept run uses, unless a run later than the last one has begun to fill them: it
   * was killed, and the next one goes on with what it left.
   */
  private List<String> versions() {
    return versions(store).stream()
        .filter(folder -> !folders.contains(folder))
        .filter(folder -> children(folder).noneMatch(unfinished::includes))
        .toList();
  }

  /** The folders of all versions of all producers, relative to the store. */
  static List<String> versions(Store store) {
    List<String> versions = new ArrayList<>();
    for (String table : StoreSize.TABLES) {
      for (FileStatus producer : store.list(store.path(table))) {
        for (FileStatus version : store.list(producer.getPath())) {
          if (version.getPath().getName().startsWith("version=")) {
            versions.add(store.relative(version.getPath()));
          }
        }
      }
    }
    versions.sort(null);
    return versions;
  }

  /**
   * What was learnt that is not the newest of its subject and configuration, and that no kept
   * version was made with.
   */
  private <T extends Record & LearntFit> List<String> fits(FitFolder<T> folder) {
    Map<List<String>, String> newest = new HashMap<>();
    List<T> fits = folder.all();
    fits.forEach(fit -> newest.put(List.of(fit.subject(), fit.configuration()), fit.version()));
    return fits.stream()
        .filter(fit -> !newest.containsValue(fit.version()) && !isUsed(fit.version()))
        .flatMap(fit -> folder.paths(fit).stream())
        .distinct()
        .toList();
  }

  private boolean isUsed(String version) {
    return configurations.stream().anyMatch(configuration -> configuration.contains(version));
  }

  private Stream<String> children(String folder) {
    return store.list(store.path(folder)).stream().map(entry -> entry.getPath().getName());
  }
}
