package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vacuum that stops anywhere is completed; readers find all of a version or nothing. */
class VacuumJournalTest {
  private static final String RUN = "20261123T020000Z";
  private static final String VERSION = "features/extractor=hog/version=0123abcd";
  private static final Map<String, String> AFTER =
      Map.of(
          VERSION + "/run=" + RUN + "/part-000000.parquet",
          "merged",
          VERSION + "/run=" + RUN + "/part-000001.parquet",
          "large",
          "features/extractor=hog/version=99999999/run=r3/part-0.parquet",
          "other");

  @TempDir private Path folder;

  @Test
  void aStepThatStopsAnywhereIsCompleted() throws IOException {
    int actions = new VacuumJournal(store("count"), RUN).actions(step()).size();
    assertEquals(2 * 2 + 4, actions);
    for (int stop = 0; stop <= actions; stop++) {
      Store store = store("stopped-" + stop);
      begin(store);
      new VacuumJournal(store, RUN).actions(step()).subList(0, stop).forEach(Runnable::run);
      assertEquals(List.of(RUN), VacuumJournal.pending(store));
      VacuumJournal.recover(store);
      assertComplete(store, "stopped after " + stop);
    }
  }

  @Test
  void aRecoveryThatStopsIsCompletedToo() throws IOException {
    Store store = store("twice");
    begin(store);
    int actions = new VacuumJournal(store, RUN).actions(step()).size();
    for (int stop = 0; stop <= actions; stop++) {
      new VacuumJournal(store, RUN).actions(step()).subList(0, stop).forEach(Runnable::run);
    }
    VacuumJournal.recover(store);
    assertComplete(store, "often");
  }

  @Test
  void whatIsNotWrittenDownIsNotDone() throws IOException {
    Store store = store("unwritten");
    Map<String, String> before = tables(store);
    write(store, "_vacuum/" + RUN + "/step-000000/new/run=" + RUN + "/part-000000.parquet", "x");
    write(store, "_vacuum/" + RUN + "/_step-000000.json", "{ half");
    VacuumJournal.recover(store);
    assertEquals(before, tables(store));
    assertEquals(List.of(), VacuumJournal.pending(store));
    assertEquals(List.of(), store.vacuums());
  }

  @Test
  void aKillWhileTheJournalIsDeletedChangesNothing() throws IOException {
    Store store = store("ended");
    begin(store);
    VacuumJournal.recover(store);
    UpkeepRecord record = store.vacuum(RUN);
    // Of two steps the first is deleted already.
    Files.createDirectories(path(store, "_vacuum/" + RUN));
    Files.writeString(path(store, "_vacuum/" + RUN + "/step-000001.json"), Json.write(step()));
    VacuumJournal.recover(store);
    assertEquals(record, store.vacuum(RUN));
    assertComplete(store, "deleted");
  }

  @Test
  void theRecordSaysWhatAllStepsDid() throws IOException {
    Store store = store("merged");
    VacuumJournal journal = new VacuumJournal(store, RUN);
    RunRecord.DataFile taken = new RunRecord.DataFile(VERSION + "/run=r1/a.parquet", 1, 5, "aa");
    RunRecord.DataFile stays = new RunRecord.DataFile("features/x.parquet", 1, 5, "bb");
    journal.commit(
        new VacuumStep(List.of(), null, done(List.of("r1"), List.of(), List.of(taken, stays), 0)));
    begin(store, journal);
    journal.commit(step());
    UpkeepRecord record = journal.record();
    assertEquals(List.of("r1"), record.dropped());
    assertEquals(step().done().removed(), record.removed());
    assertEquals(
        Stream.concat(step().done().added().stream(), Stream.of(stays)).toList(), record.added());
    assertEquals(3, record.rows());
    journal.finish(record);
    assertEquals(record, store.vacuum(RUN));
    assertEquals(List.of(), VacuumJournal.pending(store));
  }

  @Test
  void aReaderFindsAllFilesOrTheOldOnesGone() throws Exception {
    Store store = Store.at(folder.resolve("read").toString(), new Configuration());
    int files = 60;
    for (int i = 0; i < files; i++) {
      org.apache.hadoop.fs.Path file = store.path(VERSION + "/run=r" + i + "/part-000000.parquet");
      try (TableWriter<FeatureRow> writer = TableWriter.features(file, store.hadoop())) {
        writer.write(new FeatureRow("id-" + i, new float[] {i}, null, 1));
      }
    }
    Set<String> answers = ConcurrentHashMap.newKeySet();
    AtomicBoolean over = new AtomicBoolean();
    Thread reader = new Thread(() -> read(store, answers, over));
    reader.start();
    for (int round = 0; round < 12; round++) {
      String run = "20261123T0200" + (10 + round) + "Z";
      List<VacuumStep.Move> moves = new ArrayList<>();
      for (org.apache.hadoop.fs.FileStatus file : store.dataFiles(store.path(VERSION))) {
        String from = store.relative(file.getPath()).substring(VERSION.length() + 1);
        // Each folder has several files, and there are several of them.
        String to = "run=" + run + "-" + moves.size() / 7 + "/part-" + moves.size() + ".parquet";
        moves.add(new VacuumStep.Move(from, to));
      }
      VacuumJournal journal = new VacuumJournal(store, run);
      store.files().mkdirs(journal.fresh());
      journal.commit(
          new VacuumStep(
              List.of(),
              new VacuumStep.Swap(VERSION, moves),
              done(List.of(), List.of(), List.of(), 0)));
      journal.finish(journal.record());
      Thread.sleep(10);
    }
    over.set(true);
    reader.join(20_000);
    assertFalse(reader.isAlive());
    assertTrue(answers.remove(files + " of " + files), answers::toString);
    assertEquals(Set.of(), answers);
  }

  /** What DuckDB says, unless it says that files are not there. */
  private static void read(Store store, Set<String> answers, AtomicBoolean over) {
    String glob = store.location() + "/" + VERSION + "/*/*.parquet";
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      while (!over.get()) {
        try (Statement statement = duck.createStatement();
            ResultSet result =
                statement.executeQuery(
                    "SELECT count(*) || ' of ' || count(DISTINCT image_id) FROM read_parquet('"
                        + glob
                        + "', hive_partitioning = false)")) {
          result.next();
          answers.add(result.getString(1));
        } catch (SQLException e) {
          String message = String.valueOf(e.getMessage());
          if (!message.contains("No files found")
              && !message.contains("No such file")
              && !message.contains("Cannot open file")) {
            answers.add(message);
          }
        }
      }
    } catch (SQLException e) {
      answers.add(e.toString());
    }
  }

  /** Two things to remove, and a version of two files of which one is written anew. */
  private static VacuumStep step() {
    String place = VERSION + "/run=" + RUN + "/part-00000";
    return new VacuumStep(
        List.of("runs/r0.json", "images/run=r0"),
        new VacuumStep.Swap(
            VERSION,
            List.of(
                new VacuumStep.Move(
                    "run=r2/part-0.parquet", "run=" + RUN + "/part-000001.parquet"))),
        done(
            List.of(),
            List.of(VERSION + "/run=r1/a.parquet", VERSION + "/run=r2/part-0.parquet"),
            List.of(
                new RunRecord.DataFile(place + "0.parquet", 2, 6, "aa"),
                new RunRecord.DataFile(place + "1.parquet", 1, 5, "bb")),
            3));
  }

  private static UpkeepRecord done(
      List<String> dropped, List<String> removed, List<RunRecord.DataFile> added, long rows) {
    return new UpkeepRecord(
        RUN, "2026-11-23T02:00:00Z", 0, "0.2.0", dropped, removed, added, rows, 4, 0, 40, 0);
  }

  private Store store(String name) throws IOException {
    Store store = Store.at(folder.resolve(name).toString(), new Configuration());
    write(store, "runs/r0.json", "{}");
    write(store, "images/run=r0/part-0.parquet", "images");
    write(store, VERSION + "/run=r1/a.parquet", "small");
    write(store, VERSION + "/run=r2/part-0.parquet", "large");
    write(store, "features/extractor=hog/version=99999999/run=r3/part-0.parquet", "other");
    return store;
  }

  /** As far as a vacuum has come when a step is written down. */
  private static void begin(Store store) throws IOException {
    begin(store, new VacuumJournal(store, RUN));
    write(store, "_vacuum/" + RUN + "/step-000000.json", Json.write(step()));
  }

  private static void begin(Store store, VacuumJournal journal) throws IOException {
    String fresh = store.relative(journal.fresh());
    write(store, fresh + "/run=" + RUN + "/part-000000.parquet", "merged");
  }

  private static void assertComplete(Store store, String when) throws IOException {
    assertEquals(AFTER, tables(store), when);
    assertEquals(List.of(), VacuumJournal.pending(store), when);
    assertFalse(Files.exists(path(store, "_vacuum")), when);
    assertFalse(Files.exists(path(store, "images/run=r0")), when);
    assertFalse(Files.exists(path(store, "runs/r0.json")), when);
    assertEquals(step().done(), store.vacuum(RUN), when);
  }

  private static Map<String, String> tables(Store store) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String table : StoreSize.TABLES) {
      for (org.apache.hadoop.fs.FileStatus file : store.dataFiles(store.path(table))) {
        contents.put(store.relative(file.getPath()), store.read(file.getPath()));
      }
    }
    return contents;
  }

  private static void write(Store store, String relative, String text) throws IOException {
    Files.createDirectories(path(store, relative).getParent());
    Files.writeString(path(store, relative), text);
  }

  private static Path path(Store store, String relative) {
    return Path.of(store.location(), relative);
  }
}
