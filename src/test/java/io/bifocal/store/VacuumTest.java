package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.conf.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vacuum leaves is what the kept runs need, row for row, and nothing else. */
class VacuumTest {
  private static final String FIRST = "20260101T020000Z";
  private static final String SECOND = "20260102T020000Z";
  private static final String LAST = "20260103T020000Z";
  private static final String KILLED = "20260104T020000Z";
  private static final String NEXT = "20260105T020000Z";
  private static final String OLD = "00000001";
  private static final String CURRENT = "00000002";
  private static final String BEGUN = "00000003";
  private static final long TARGET = 1 << 20;

  @TempDir private Path folder;
  private Store store;

  /** Of c and d the files are deleted, d before the second run; h was left by a killed one. */
  @BeforeEach
  void threeRunsAndAKilledOne() {
    store = Store.at(folder.toString(), new Configuration());
    new StoreBuilder(store, FIRST)
        .images("abcd")
        .uses(OLD, "{}")
        .uses(CURRENT, "{}")
        .adds(OLD, "abcd")
        .adds(CURRENT, "ab")
        .adds(CURRENT, "cd")
        .commit();
    new StoreBuilder(store, SECOND)
        .images("abce")
        .uses(OLD, "{}")
        .uses(CURRENT, "{}")
        .adds(OLD, "e")
        .adds(CURRENT, "e")
        .commit();
    new StoreBuilder(store, LAST).images("abfh").uses(CURRENT, "{}").adds(CURRENT, "f").commit();
    new StoreBuilder(store, KILLED).images("abfh").adds(CURRENT, "gh").adds(BEGUN, "abg");
  }

  @Test
  void onlyWhatTheLastRunNeedsStays() {
    UpkeepRecord record = vacuum(1);
    assertEquals(List.of(LAST), store.runs());
    assertEquals(List.of("run=" + LAST), names("images"));
    // What a later, killed run has begun is gone on with.
    assertEquals(rows("abfgh"), StoreBuilder.rows(store, StoreBuilder.folder(CURRENT)));
    assertEquals(rows("abg"), StoreBuilder.rows(store, StoreBuilder.folder(BEGUN)));
    assertEquals(
        List.of("version=" + CURRENT, "version=" + BEGUN), names("features/extractor=hog"));
    assertEquals(
        List.of("run=" + KILLED, "run=" + record.run()), names(StoreBuilder.folder(CURRENT)));
    assertEquals(List.of(FIRST, SECOND), record.dropped());
    // c, d and e.
    assertEquals(3, record.rows());
    assertEquals(4, record.filesAfter());
    assertConsistent();
  }

  @Test
  void whatAKilledRunLeftIsJudgedOnceAnotherIsCommitted() {
    new StoreBuilder(store, NEXT).images("abfh").uses(CURRENT, "{}").commit();
    UpkeepRecord record = vacuum(1);
    assertEquals(rows("abfh"), StoreBuilder.rows(store, StoreBuilder.folder(CURRENT)));
    assertEquals(List.of("version=" + CURRENT), names("features/extractor=hog"));
    assertEquals(List.of("run=" + record.run()), names(StoreBuilder.folder(CURRENT)));
    // c, d, e and g.
    assertEquals(4, record.rows());
    assertConsistent();
  }

  @Test
  void whatAnyKeptRunNeedsStays() {
    vacuum(2);
    assertEquals(List.of(SECOND, LAST), store.runs());
    assertEquals(rows("abcefgh"), StoreBuilder.rows(store, StoreBuilder.folder(CURRENT)));
    assertEquals(rows("abce"), StoreBuilder.rows(store, StoreBuilder.folder(OLD)));
    assertConsistent();
  }

  @Test
  void aVacuumThatDropsNoRunStillMerges() {
    UpkeepRecord record = vacuum(3);
    assertEquals(List.of(FIRST, SECOND, LAST), store.runs());
    assertEquals(rows("abcdefgh"), StoreBuilder.rows(store, StoreBuilder.folder(CURRENT)));
    assertEquals(rows("abcde"), StoreBuilder.rows(store, StoreBuilder.folder(OLD)));
    assertEquals(0, record.rows());
    assertConsistent();
    try (Lock lock = Lock.acquire(store, "vacuum");
        Vacuum again = vacuum(lock, 3)) {
      assertTrue(again.plan().isEmpty());
    }
  }

  @Test
  void filesOfDroppedRunsAreThoseOfTheVacuumUntilTheyAreRewritten() {
    store = Store.at(folder.resolve("another").toString(), new Configuration());
    new StoreBuilder(store, FIRST).images("ab").uses(CURRENT, "{}").adds(CURRENT, "ab").commit();
    new StoreBuilder(store, SECOND).images("abc").uses(CURRENT, "{}").adds(CURRENT, "c").commit();
    new StoreBuilder(store, LAST).images("abc").uses(CURRENT, "{}").commit();
    // To these files of some hundred bytes none is small.
    UpkeepRecord first = vacuum(1, 10);
    assertEquals(List.of(), first.removed());
    assertEquals(2, first.added().size());
    assertEquals(List.of("run=" + FIRST, "run=" + SECOND), names(StoreBuilder.folder(CURRENT)));
    assertConsistent();
    UpkeepRecord second = vacuum(1, TARGET);
    assertEquals(List.of("run=" + second.run()), names(StoreBuilder.folder(CURRENT)));
    assertEquals(rows("abc"), StoreBuilder.rows(store, StoreBuilder.folder(CURRENT)));
    assertConsistent();
  }

  @Test
  void aPlanChangesNothing() throws Exception {
    List<String> before = tree();
    try (Lock lock = Lock.acquire(store, "vacuum");
        Vacuum vacuum = vacuum(lock, 1)) {
      VacuumPlan plan = vacuum.plan();
      assertEquals(List.of(FIRST, SECOND), plan.dropped());
      assertTrue(plan.removed().contains(StoreBuilder.folder(OLD)), plan::toString);
      assertFalse(plan.removed().contains(StoreBuilder.folder(BEGUN)), plan::toString);
      assertEquals(1, plan.rewritten().size());
    }
    assertEquals(before, tree());
  }

  @Test
  void afterAScanByItselfTheTablesOfTheRunBeforeStay() {
    new StoreBuilder(store, NEXT).images("ab").commit();
    vacuum(1);
    assertEquals(List.of(LAST, NEXT), store.runs());
    assertEquals(rows("abfh"), StoreBuilder.rows(store, StoreBuilder.folder(CURRENT)));
  }

  @Test
  void aVocabularyStaysWhileItIsTheNewestOrUsed() throws Exception {
    for (String version : List.of("aaaaaaaa", "bbbbbbbb", "cccccccc")) {
      fit(version, version.charAt(0) == 'c' ? "2" : "1");
    }
    new StoreBuilder(store, NEXT)
        .images("ab")
        .uses(CURRENT, "{\"vocabulary\":\"bbbbbbbb\"}")
        .commit();
    vacuum(1);
    assertEquals(
        List.of("bbbbbbbb", "cccccccc"),
        new Vocabularies(store).folder().all().stream().map(FitRecord::version).sorted().toList());
    assertEquals(
        List.of("fits", "version=bbbbbbbb", "version=cccccccc"),
        names("vocabularies/recipe=words"));
  }

  @Test
  void anEmptyStoreIsTheUsersError() {
    Store empty = Store.at(folder.resolve("empty").toString(), new Configuration());
    try (Lock lock = Lock.acquire(empty, "vacuum");
        Vacuum vacuum =
            new Vacuum(LocalSpark.session(), empty, lock, retention(1), TARGET, "0.2.0")) {
      assertThrows(UserError.class, vacuum::plan);
    }
  }

  private void fit(String version, String number) throws Exception {
    String file = new Vocabularies(store).folder().file("words", version);
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), version);
    new Vocabularies(store)
        .commit(
            new FitRecord(
                "2026010" + number + "T030000Z" + (version.charAt(0) == 'b' ? "-2" : ""),
                "words",
                version,
                "{}",
                FIRST,
                "2026-01-01T03:00:00Z",
                1,
                "0.2.0",
                "4.1.0",
                1,
                1,
                1,
                1,
                1,
                1,
                null,
                null,
                new RunRecord.DataFile(file, 1, 8, "aa")));
  }

  private UpkeepRecord vacuum(int keepRuns) {
    return vacuum(keepRuns, TARGET);
  }

  private UpkeepRecord vacuum(int keepRuns, long target) {
    try (Lock lock = Lock.acquire(store, "vacuum");
        Vacuum vacuum =
            new Vacuum(LocalSpark.session(), store, lock, retention(keepRuns), target, "0.2.0")) {
      Recovery.of(store);
      return vacuum.carryOut(vacuum.plan());
    }
  }

  private Vacuum vacuum(Lock lock, int keepRuns) {
    return new Vacuum(LocalSpark.session(), store, lock, retention(keepRuns), TARGET, "0.2.0");
  }

  private static Retention retention(int keepRuns) {
    return new Retention(keepRuns, Duration.ZERO, Set.of());
  }

  /** The records say of every file what it is, but for what the killed run alone has begun. */
  private void assertConsistent() {
    Ledger ledger = Ledger.of(store);
    for (RunRecord.DataFile file : ledger.files().values()) {
      assertEquals(store.describe(file.path()), file);
    }
    Set<String> there =
        StoreSize.TABLES.stream()
            .flatMap(table -> store.dataFiles(store.path(table)).stream())
            .map(file -> store.relative(file.getPath()))
            .filter(path -> !path.contains("version=" + BEGUN))
            .collect(Collectors.toSet());
    assertEquals(there, ledger.files().keySet());
    assertEquals(List.of(), VacuumJournal.pending(store));
  }

  private static List<String> rows(String contents) {
    return contents.chars().mapToObj(Character::toString).map(row -> row + row).toList();
  }

  private List<String> names(String relative) {
    return store.list(store.path(relative)).stream()
        .map(entry -> entry.getPath().getName())
        .sorted()
        .toList();
  }

  private List<String> tree() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }
}
