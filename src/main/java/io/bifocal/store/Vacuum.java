package io.bifocal.store;

import io.bifocal.conf.UserError;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Drops old runs and all that only they needed, leaves out the rows whose content no kept run has,
 * and merges small files. What a kept run needs is never touched but by putting it into other
 * files; readers see a version before or after, or find it missing for an instant.
 */
public final class Vacuum implements AutoCloseable {
  /** Tables, producers, versions. */
  private static final int LEVELS = 3;

  private final Store store;
  private final Lock lock;
  private final Retention retention;
  private final long targetBytes;
  private final String bifocal;
  private final Instant started = Instant.now();
  private final String run;
  private final Ledger ledger;
  private final Compactor compactor;

  /**
   * @param lock of the store, held by the caller, who has called {@link Recovery}
   * @param retention which runs stay
   * @param targetBytes size that is aimed at for data files
   * @param bifocal version of Bifocal
   */
  public Vacuum(
      SparkSession spark,
      Store store,
      Lock lock,
      Retention retention,
      long targetBytes,
      String bifocal) {
    this.store = store;
    this.lock = lock;
    this.retention = retention;
    this.targetBytes = targetBytes;
    this.bifocal = bifocal;
    this.run = store.newRun(started);
    this.ledger = Ledger.of(store);
    this.compactor = new Compactor(spark, store, run, ledger);
  }

  /**
   * Finds out what is to be done; changes nothing.
   *
   * @throws UserError if there is no run yet
   */
  public VacuumPlan plan() {
    List<String> runs = store.runs();
    if (runs.isEmpty()) {
      throw new UserError("the store " + store.location() + " is empty; run nightly first");
    }
    // After a scan by itself the last run has no producers; the tables are those of the one before.
    Optional<String> filling = lastWithProducers(runs);
    List<String> dropped =
        retention
            .dropped(runs, name -> Instant.parse(store.record(name).finished()), started)
            .stream()
            .filter(name -> !filling.equals(Optional.of(name)))
            .toList();
    List<String> kept = runs.stream().filter(name -> !dropped.contains(name)).toList();
    Unneeded unneeded = new Unneeded(store, kept);
    List<VacuumPlan.Version> rewritten =
        store.renamesFolders()
            ? compactor.plan(unneeded.usedVersions(), kept, targetBytes)
            : List.of();
    return new VacuumPlan(
        run,
        kept,
        dropped,
        unneeded.paths(dropped),
        rewritten,
        store.renamesFolders(),
        StoreSize.of(store, targetBytes));
  }

  /**
   * Does what {@code plan} says; whatever it has begun, a kill cannot undo.
   *
   * @throws StoreHeldException if the lease was lost
   */
  public UpkeepRecord carryOut(VacuumPlan plan) {
    VacuumJournal journal = new VacuumJournal(store, run);
    lock.check();
    journal.commit(removal(plan));
    for (VacuumPlan.Version version : plan.rewritten()) {
      Compactor.Written written = compactor.write(version, journal.fresh());
      lock.check();
      journal.commit(exchange(plan, version, written));
    }
    removeEmptyFolders();
    UpkeepRecord record =
        journal
            .record()
            .ended(
                Duration.between(started, Instant.now()).toMillis() / 1e3,
                StoreSize.of(store, targetBytes));
    journal.finish(record);
    return record;
  }

  @Override
  public void close() {
    store.delete(store.working(run));
  }

  private Optional<String> lastWithProducers(List<String> runs) {
    for (int i = runs.size() - 1; i >= 0; i--) {
      if (!store.record(runs.get(i)).producers().isEmpty()) {
        return Optional.of(runs.get(i));
      }
    }
    return Optional.empty();
  }

  /** Files of dropped runs that stay are from now on those of this vacuum. */
  private VacuumStep removal(VacuumPlan plan) {
    Ledger ofOthers = Ledger.of(store, plan.kept());
    List<String> removed = new ArrayList<>();
    List<RunRecord.DataFile> taken = new ArrayList<>();
    for (RunRecord.DataFile file : ledger.files().values()) {
      boolean others = ofOthers.files().containsKey(file.path());
      boolean gone = plan.removed().stream().anyMatch(path -> lies(file.path(), path));
      if (gone && others) {
        removed.add(file.path());
      } else if (!gone && !others) {
        taken.add(file);
      }
    }
    return new VacuumStep(plan.removed(), null, done(plan, plan.dropped(), removed, taken, 0));
  }

  private static boolean lies(String file, String path) {
    return file.equals(path) || file.startsWith(path + "/");
  }

  private VacuumStep exchange(
      VacuumPlan plan, VacuumPlan.Version version, Compactor.Written written) {
    long rows = version.compaction().superseded();
    UpkeepRecord done = done(plan, List.of(), written.removed(), written.added(), rows);
    return written.added().isEmpty()
        ? new VacuumStep(List.of(version.folder()), null, done)
        : new VacuumStep(List.of(), new VacuumStep.Swap(version.folder(), written.moves()), done);
  }

  private UpkeepRecord done(
      VacuumPlan plan,
      List<String> dropped,
      List<String> removed,
      List<RunRecord.DataFile> added,
      long rows) {
    return new UpkeepRecord(
        run,
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        0,
        bifocal,
        dropped,
        removed,
        added,
        rows,
        plan.before().files(),
        0,
        plan.before().bytes(),
        0);
  }

  /** What removed files leave. */
  private void removeEmptyFolders() {
    for (String table : StoreSize.TABLES) {
      removeIfEmpty(store.path(table), LEVELS);
    }
  }

  private void removeIfEmpty(Path folder, int levels) {
    if (levels > 0) {
      store.list(folder).stream()
          .filter(FileStatus::isDirectory)
          .forEach(entry -> removeIfEmpty(entry.getPath(), levels - 1));
    }
    store.deleteIfEmpty(folder);
  }
}
