package io.bifocal.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The steps of a vacuum, {@code _vacuum/<run>/step-000.json}. Each is written before anything is
 * done for it, and every action may be repeated: a vacuum that is killed is completed, up to the
 * last step that was written, by the next one who takes the store.
 */
final class VacuumJournal {
  private static final String FOLDER = "_vacuum";
  private static final Pattern STEP = Pattern.compile("step-[0-9]{6,}\\.json");

  private final Store store;
  private final String run;
  private final List<UpkeepRecord> done = new ArrayList<>();

  VacuumJournal(Store store, String run) {
    this.store = store;
    this.run = run;
  }

  /** The vacuums that were killed or are under way. */
  static List<String> pending(Store store) {
    return store.list(store.path(FOLDER)).stream().map(entry -> entry.getPath().getName()).toList();
  }

  /** Completes what killed vacuums left; whoever calls it holds the store. */
  static void recover(Store store) {
    for (String run : pending(store)) {
      new VacuumJournal(store, run).resume();
    }
  }

  /** Where the new folder of the next step is made, before {@link #commit}. */
  Path fresh() {
    return fresh(done.size());
  }

  /** From here on the step will be done, by this process or another. */
  void commit(VacuumStep step) {
    store.write(store.path(name(done.size()) + ".json"), Json.write(step) + "\n");
    actions(step).forEach(Runnable::run);
    done.add(step.done());
  }

  /** What all steps did. */
  UpkeepRecord record() {
    return merge(done);
  }

  /** Writes the record; the vacuum is over. */
  void finish(UpkeepRecord record) {
    Path file = store.path(Store.VACUUMS + "/" + run + ".json");
    if (!store.exists(file)) {
      store.write(file, Json.write(record) + "\n");
    }
    store.delete(store.path(FOLDER + "/" + run));
    store.deleteIfEmpty(store.path(FOLDER));
  }

  /** What has to be done for the next step, one after the other. */
  List<Runnable> actions(VacuumStep step) {
    int number = done.size();
    List<Runnable> actions = new ArrayList<>();
    for (int i = 0; i < step.remove().size(); i++) {
      Path path = store.path(step.remove().get(i));
      Path trash = store.path(name(number) + "/trash-" + i);
      if (store.renamesFolders()) {
        actions.add(() -> move(path, trash));
        actions.add(
            () -> {
              CrashPoint.WHILE_VACUUMING.reached();
              store.delete(trash);
            });
      } else {
        actions.add(() -> store.delete(path));
      }
    }
    if (step.swap() != null) {
      swap(step.swap(), number, actions);
    }
    return actions;
  }

  /**
   * While the new folder is not in its place yet, the old one is put aside and what stays is moved
   * over. When it is, only the old one is left to be deleted.
   */
  private void swap(VacuumStep.Swap swap, int number, List<Runnable> actions) {
    Path place = store.path(swap.folder());
    Path fresh = fresh(number);
    Path old = store.path(name(number) + "/old");
    actions.add(
        () -> {
          if (store.exists(fresh)) {
            move(place, old);
          }
        });
    for (VacuumStep.Move move : swap.moves()) {
      actions.add(() -> move(new Path(old, move.from()), new Path(fresh, move.to())));
    }
    actions.add(
        () -> {
          CrashPoint.WHILE_COMPACTING.reached();
          move(fresh, place);
        });
    actions.add(() -> store.delete(old));
  }

  /** Unless it was done before. */
  private void move(Path from, Path to) {
    if (!store.exists(to) && store.exists(from)) {
      store.publish(from, to);
    }
  }

  private Path fresh(int step) {
    return store.path(name(step) + "/new");
  }

  private String name(int step) {
    return String.format(Locale.ROOT, "%s/%s/step-%06d", FOLDER, run, step);
  }

  private void resume() {
    if (!store.exists(store.path(Store.VACUUMS + "/" + run + ".json"))) {
      for (FileStatus entry : store.list(store.path(FOLDER + "/" + run))) {
        String name = entry.getPath().getName();
        if (STEP.matcher(name).matches()) {
          resumeStep();
        }
      }
    }
    if (done.isEmpty()) {
      store.delete(store.path(FOLDER + "/" + run));
      store.deleteIfEmpty(store.path(FOLDER));
    } else {
      finish(record());
    }
  }

  /** The next one; there is no step without those before it. */
  private void resumeStep() {
    String file = name(done.size()) + ".json";
    VacuumStep step =
        Json.read(
            store.text(file).orElseThrow(() -> new IllegalStateException(file + " is missing")),
            VacuumStep.class);
    actions(step).forEach(Runnable::run);
    done.add(step.done());
  }

  private static UpkeepRecord merge(List<UpkeepRecord> steps) {
    List<String> dropped = new ArrayList<>();
    Set<String> removed = new LinkedHashSet<>();
    TreeMap<String, RunRecord.DataFile> added = new TreeMap<>();
    long rows = 0;
    for (UpkeepRecord step : steps) {
      dropped.addAll(step.dropped());
      removed.addAll(step.removed());
      step.added().forEach(file -> added.put(file.path(), file));
      rows += step.rows();
    }
    added.keySet().removeAll(removed);
    UpkeepRecord first = steps.get(0);
    return new UpkeepRecord(
        first.run(),
        first.started(),
        0,
        first.bifocal(),
        dropped,
        List.copyOf(removed),
        List.copyOf(added.values()),
        rows,
        first.filesBefore(),
        0,
        first.bytesBefore(),
        0);
  }
}
