package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer at a time. */
class LockTest {
  private static final int RACERS = 4;

  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.at(folder.toString(), new Configuration());
  }

  @Test
  void whileOneHoldsTheStoreASecondIsToldWho() {
    try (Lock lock = Lock.acquire(store, "nightly")) {
      lock.check();
      String message =
          assertThrows(StoreHeldException.class, () -> Lock.acquire(store, "extract")).getMessage();
      assertTrue(
          message.startsWith(
              "the store "
                  + folder
                  + " is held by nightly of "
                  + System.getProperty("user.name")
                  + " on "),
          message);
      assertTrue(message.contains("(process " + ProcessHandle.current().pid() + ")"), message);
      assertTrue(Lock.holder(store).orElseThrow().startsWith("nightly of "));
      lock.check();
    }
  }

  @Test
  void itIsReleasedWhenItIsClosedAndNothingIsLeft() throws IOException {
    Lock.acquire(store, "first").close();
    assertEquals(Optional.empty(), Lock.holder(store));
    assertEquals(List.of(), left());
    Lock.acquire(store, "second").close();
  }

  @Test
  void closingTwiceDoesNotReleaseTheNextHolder() {
    Lock first = Lock.acquire(store, "first");
    first.close();
    try (Lock second = Lock.acquire(store, "second")) {
      first.close();
      second.check();
    }
  }

  @Test
  void aHolderThatWasKilledIsReplacedAtOnce() throws Exception {
    Process child = holder();
    try {
      assertThrows(StoreHeldException.class, () -> Lock.acquire(store, "too early"));
      assertTrue(Lock.holder(store).orElseThrow().startsWith("child of "));
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertEquals(Optional.empty(), Lock.holder(store));
    try (Lock lock = Lock.acquire(store, "next")) {
      lock.check();
    }
    assertEquals(List.of(), left());
  }

  @Test
  void ofManyWhoWantAFreeStoreOneWins() throws Exception {
    for (int round = 0; round < 50; round++) {
      assertEquals(1, race().size());
    }
  }

  @Test
  void ofManyWhoFindADeadHolderOneWins() throws Exception {
    for (int round = 0; round < 50; round++) {
      plant(dead());
      assertEquals(1, race().size());
      assertEquals(List.of(), left());
    }
  }

  @Test
  void aTakerThatDiedWhileTakingOverDoesNotBlockTheStore() throws Exception {
    plant(dead());
    Files.copy(folder.resolve("_lock"), folder.resolve("_lock-claim"));
    try (Lock lock = Lock.acquire(store, "next")) {
      lock.check();
    }
    assertEquals(List.of(), left());
  }

  @Test
  void aTakeoverThatIsUnderWayIsNotDisturbed() throws Exception {
    plant(dead());
    Files.writeString(
        folder.resolve("_lock-claim"),
        Json.write(Lease.ofThisProcess("token", "other", Instant.now())));
    String message =
        assertThrows(StoreHeldException.class, () -> Lock.acquire(store, "next")).getMessage();
    assertTrue(message.contains("is held by other of "), message);
  }

  @Test
  void aLeaseThatAnotherTookIsNoticed() throws IOException {
    Lease other = Lease.ofThisProcess("another", "usurper", Instant.now());
    try (Lock lock = Lock.acquire(store, "slow")) {
      plant(other);
      String message = assertThrows(StoreHeldException.class, lock::check).getMessage();
      assertTrue(message.contains("was lost to usurper of "), message);
    }
    assertEquals(
        other,
        Json.read(Files.readString(folder.resolve("_lock")), Lease.class),
        "who lost the lease does not release it");
  }

  @Test
  void aLeaseThatIsGoneIsNoticed() throws IOException {
    try (Lock lock = Lock.acquire(store, "slow")) {
      Files.delete(folder.resolve("_lock"));
      String message = assertThrows(StoreHeldException.class, lock::check).getMessage();
      assertTrue(message.contains("was lost: _lock is gone"), message);
    }
  }

  @Test
  void aFileThatIsHalfWrittenForeverIsNoLease() throws IOException {
    Files.writeString(folder.resolve("_lock"), "{ \"token\" : ");
    try (Lock lock = Lock.acquire(store, "next")) {
      lock.check();
    }
  }

  @Test
  void aHolderElsewhereThatWasHeardOfJustNowIsAlive() throws IOException {
    plant(elsewhere(Instant.now()));
    assertThrows(StoreHeldException.class, () -> Lock.acquire(store, "next"));
  }

  @Test
  void aHolderElsewhereWhoseClockIsWrongIsAliveIfItsLeaseChanges() throws Exception {
    Instant wrong = Instant.now().minus(Duration.ofDays(1));
    plant(elsewhere(wrong));
    Thread heart = new Thread(() -> beat(wrong));
    heart.start();
    try {
      assertThrows(StoreHeldException.class, () -> Lock.acquire(store, "next"));
    } finally {
      heart.interrupt();
      heart.join();
    }
  }

  @Test
  void aHolderIsKnownByItsProcessAndItsStart() {
    Lease mine = Lease.ofThisProcess("t", "j", Instant.now());
    assertFalse(mine.isOrphaned());
    assertFalse(with(mine, mine.host(), 2).isOrphaned(), "the system's clock was set meanwhile");
    assertTrue(with(mine, mine.host(), 3_600).isOrphaned(), "another process of that number");
    assertFalse(with(mine, "elsewhere", 3_600).isOrphaned(), "its host cannot be asked");
    assertFalse(with(mine, "unknown", 3_600).isOrphaned(), "no host is known");
  }

  /** Takes the lease of {@code args[0]} and keeps it until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    Lock.acquire(Store.at(args[0], new Configuration()), "child");
    System.out.println("held");
    Thread.sleep(Duration.ofMinutes(5).toMillis());
  }

  private Process holder() throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockTest.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(
        "held",
        new String(child.getInputStream().readNBytes(4), StandardCharsets.UTF_8),
        "the child takes the lease");
    return child;
  }

  /** Those of some threads that get the store when all want it at the same moment. */
  private List<Lock> race() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<Lock> winners = new ArrayList<>();
    try {
      Callable<Lock> racer =
          () -> {
            start.await();
            return Lock.acquire(store, "racer");
          };
      List<Future<Lock>> racers = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        racers.add(threads.submit(racer));
      }
      for (Future<Lock> result : racers) {
        try {
          winners.add(result.get());
        } catch (java.util.concurrent.ExecutionException lost) {
          assertEquals(StoreHeldException.class, lost.getCause().getClass(), lost::toString);
        }
      }
    } finally {
      threads.shutdown();
    }
    for (Lock winner : winners) {
      assertDoesNotThrow(winner::check);
      winner.close();
    }
    return winners;
  }

  /** Renews the lease of a holder elsewhere until it is interrupted. */
  private void beat(Instant clock) {
    try {
      for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
        plant(elsewhere(clock.plusMillis(i)));
        Thread.sleep(5);
      }
    } catch (InterruptedException | IOException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void plant(Lease lease) throws IOException {
    Path draft = Files.writeString(folder.resolve("_draft"), Json.write(lease));
    Files.move(
        draft,
        folder.resolve("_lock"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  /** The lease of a process of this host that has ended. */
  private static Lease dead() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("true").start();
    child.waitFor();
    Lease mine = Lease.ofThisProcess("dead", "dead", Instant.now());
    return new Lease(
        "dead",
        "dead",
        mine.user(),
        mine.host(),
        child.pid(),
        mine.processStarted(),
        mine.since(),
        mine.heartbeat());
  }

  private static Lease elsewhere(Instant heartbeat) {
    return new Lease(
        "far", "far", "u", "elsewhere", 1, "", Instant.EPOCH.toString(), heartbeat.toString());
  }

  private static Lease with(Lease lease, String host, long laterBySeconds) {
    return new Lease(
        lease.token(),
        lease.job(),
        lease.user(),
        host,
        lease.pid(),
        Instant.parse(lease.processStarted()).plusSeconds(laterBySeconds).toString(),
        lease.since(),
        lease.heartbeat());
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
