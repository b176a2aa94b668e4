package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final Instant NIGHT = Instant.parse("2026-11-22T02:00:00.999Z");

  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.at(folder.toString(), new Configuration());
  }

  @Test
  void aStoreThatDoesNotExistYetIsEmpty() {
    Store none = Store.at(folder.resolve("none").toString(), new Configuration());
    assertEquals(List.of(), none.runs());
    assertEquals(Optional.empty(), none.last());
    assertEquals(List.of(), none.dataFiles(none.path("features")));
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void itsLocationIsAPlainPathWhereItIsLocal() {
    assertEquals(folder.toString(), store.location());
    assertEquals(folder.toString(), Store.at("file://" + folder, new Configuration()).location());
    assertEquals(folder + "/_working/r", store.working("r").toUri().getPath());
    assertEquals(folder + "/images/run=r", store.images("r").toUri().getPath());
  }

  @Test
  void aFileSystemThatIsNotKnownIsTheUsersError() {
    String message =
        assertThrows(UserError.class, () -> Store.at("nosuch://x/y", new Configuration()))
            .getMessage();
    assertTrue(message.startsWith("store: nosuch://x/y cannot be reached"), message);
  }

  @Test
  void runsAreInOrderOfStartThenNumber() {
    List<String> inOrder =
        List.of(
            "20251231T235959Z",
            "20261122T020000Z",
            "20261122T020000Z-2",
            "20261122T020000Z-10",
            "20261122T020001Z");
    for (int i : new int[] {3, 0, 4, 2, 1}) {
      store.commit(Records.of(inOrder.get(i)));
    }
    assertEquals(inOrder, store.runs());
    assertEquals("20261122T020001Z", store.last().orElseThrow().run());
  }

  @Test
  void onlyRecordsOfRunsAreRuns() throws IOException {
    store.commit(Records.of("20261122T020000Z"));
    for (String other :
        List.of(
            "_20261122T030000Z.json",
            ".20261122T030000Z.json.crc",
            "20261122T030000Z.json.bak",
            "20261122T020000Z-old.json",
            "notes-of-mine.json",
            "20261122T020000Z-1-2.json")) {
      Files.writeString(folder.resolve("runs").resolve(other), "{}");
    }
    assertEquals(List.of("20261122T020000Z"), store.runs());
  }

  @Test
  void aRunIsNamedByItsStartInUtc() {
    assertEquals("20261122T020000Z", store.newRun(NIGHT));
  }

  @Test
  void aNameIsNotUsedTwiceWhateverIsLeftOfTheRun() throws IOException {
    store.commit(Records.of("20261122T020000Z"));
    Files.createDirectories(folder.resolve("_working/20261122T020000Z-2"));
    Files.createDirectories(folder.resolve("images/run=20261122T020000Z-3"));
    assertEquals("20261122T020000Z-4", store.newRun(NIGHT));
    assertEquals("20261122T020001Z", store.newRun(NIGHT.plusSeconds(1)));
  }

  @Test
  void aRunIsLaterThanThoseBeforeEvenIfTheClockWasPutBack() throws IOException {
    store.commit(Records.of("20261122T020000Z-2"));
    assertEquals("20261122T020000Z-3", store.newRun(NIGHT.minusSeconds(3600)));
    Path vacuums = Files.createDirectories(folder.resolve("upkeep"));
    Files.writeString(vacuums.resolve("20261122T030000Z.json"), "{}");
    assertEquals("20261122T030000Z-2", store.newRun(NIGHT));
    assertEquals("20261122T030001Z", store.newRun(NIGHT.plusSeconds(3601)));
  }

  @Test
  void aCommittedRunIsReadBack() {
    RunRecord record = Records.of("20261122T020000Z");
    store.commit(record);
    assertEquals(record, store.record("20261122T020000Z"));
    assertEquals(Optional.of(record), store.last());
  }

  @Test
  void aRunThatIsNotThereIsTheUsersError() {
    store.commit(Records.of("20261122T020000Z"));
    assertEquals(
        "the store " + folder + " has no run 20270101T000000Z; its runs are 20261122T020000Z",
        assertThrows(UserError.class, () -> store.record("20270101T000000Z")).getMessage());
  }

  @Test
  void nobodySeesHalfARecord() throws InterruptedException {
    RunRecord record = Records.large("20261122T020000Z", 20_000);
    Set<Optional<RunRecord>> seen = ConcurrentHashMap.newKeySet();
    Thread reader =
        new Thread(
            () -> {
              Optional<RunRecord> last = store.last();
              while (last.isEmpty()) {
                seen.add(last);
                last = store.last();
              }
              seen.add(last);
            });
    reader.start();
    store.commit(record);
    reader.join(20_000);
    assertFalse(reader.isAlive());
    seen.remove(Optional.<RunRecord>empty());
    assertEquals(Set.of(Optional.of(record)), seen);
  }

  @Test
  void aDraftThatAKilledRunLeftIsOverwritten() throws IOException {
    Files.createDirectories(folder.resolve("runs"));
    Files.writeString(folder.resolve("runs/_20261122T020000Z.json"), "{ \"run\": \"2026");
    assertEquals(List.of(), store.runs());
    store.commit(Records.of("20261122T020000Z"));
    assertEquals("20261122T020000Z", store.last().orElseThrow().run());
    assertFalse(Files.exists(folder.resolve("runs/_20261122T020000Z.json")));
  }

  @Test
  void aCommitThatCannotBeWrittenIsNoRun() throws IOException {
    Files.writeString(folder.resolve("runs"), "in the way");
    assertThrows(UncheckedIOException.class, () -> store.commit(Records.of("20261122T020000Z")));
    assertEquals("in the way", Files.readString(folder.resolve("runs")));
  }

  @Test
  void publishingMovesAWholeFile() throws IOException {
    Files.createDirectories(folder.resolve("_working/r"));
    Files.writeString(folder.resolve("_working/r/a"), "content");
    store.publish(store.path("_working/r/a"), store.path("features/x/part-0.parquet"));
    assertEquals("content", Files.readString(folder.resolve("features/x/part-0.parquet")));
    assertFalse(Files.exists(folder.resolve("_working/r/a")));
    assertEquals(7, store.status("features/x/part-0.parquet").getLen());
  }

  @Test
  void dataFilesAreThoseThatParquetReadersSee() throws IOException {
    for (String path :
        List.of(
            "t/b.parquet",
            "t/x=1/a.parquet",
            "t/x=1/y=2/c.parquet",
            "t/x=1/_draft.parquet",
            "t/x=1/.hidden.parquet",
            "t/x=1/.a.parquet.crc",
            "t/_temporary/0/d.parquet",
            "t/.staging/e.parquet",
            "t/_SUCCESS",
            "t/readme.txt",
            "u/f.parquet")) {
      Files.createDirectories(folder.resolve(path).getParent());
      Files.createFile(folder.resolve(path));
    }
    assertEquals(
        List.of("t/b.parquet", "t/x=1/a.parquet", "t/x=1/y=2/c.parquet"),
        store.dataFiles(store.path("t")).stream()
            .map(file -> folder.relativize(Path.of(file.getPath().toUri().getPath())).toString())
            .toList());
  }

  @Test
  void whatIsDeletedIsGoneAndNothingIsNoError() throws IOException {
    Files.createDirectories(folder.resolve("_working/r/wave-0"));
    store.delete(store.working("r"));
    store.delete(store.working("r"));
    try (Stream<Path> left = Files.list(folder.resolve("_working"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void itsFolderMayHaveAnOddName() {
    String odd = folder.resolve("a b:c#%41é").toString();
    Store other = Store.at(odd, new Configuration());
    other.commit(Records.of("20261122T020000Z"));
    assertEquals(List.of("20261122T020000Z"), other.runs());
    assertEquals(odd, other.location());
    try (Lock lock = Lock.acquire(other, "test")) {
      lock.check();
      assertTrue(Files.exists(Path.of(odd, "_lock")));
    }
  }
}
