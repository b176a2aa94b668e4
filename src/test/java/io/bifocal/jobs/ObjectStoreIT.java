package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bifocal.store.Lock;
import io.bifocal.store.Store;
import io.bifocal.store.StoreHeldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Collection and store on S3, behind a real server on loopback: {@code mvn verify -Ps3
 * -Dit.test=ObjectStoreIT}. Without that profile it is left out.
 */
@EnabledIf("io.bifocal.jobs.S3Server#isThere")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObjectStoreIT {
  private static final int KILLED = 128 + 9;
  private static final int RACERS = 6;
  private static final String ODD = "odd name %20 +#=é.png";

  @TempDir private static Path folder;
  private static S3Server server;
  private static FileSystem s3;

  @BeforeAll
  static void serve() throws Exception {
    server = S3Server.start(folder);
    s3 = on("photos").getFileSystem(server.configuration());
    put(TestCollections.EMOJI.resolve("flag"), "photos/flag");
    s3.create(on("photos/" + ODD)).close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void ofManyWhoWantTheStoreOneWins() throws Exception {
    for (String extra : List.of("true", "false")) {
      Configuration hadoop = server.configuration();
      hadoop.set("fs.s3a.create.conditional.enabled", extra);
      Store store = Store.at("s3a://bifocal/race-" + extra, hadoop);
      for (int round = 0; round < (extra.equals("true") ? 10 : 1); round++) {
        assertEquals(1, race(store), "round " + round + ", conditional " + extra);
      }
    }
  }

  @Test
  @Order(2)
  void aRunThatIsKilledIsCompletedByTheNextWhateverCommitsForSpark() throws Exception {
    killed("while-renaming", "MagicCommitter{");
    killed(
        "before-the-record",
        "DirectoryStagingCommitter",
        "--conf",
        "spark.hadoop.fs.s3a.committer.name=directory");
    new CommandLine()
        .submitting(server.optionsWithoutCommitters().toArray(String[]::new))
        .run("nightly", "--conf", onS3())
        .expect(0);
    assertEquals(1, records().size());
    assertFalse(Files.exists(store().resolve("_lock")));
    command().run("verify", "--conf", onS3()).expect(0);
  }

  @Test
  @Order(3)
  void theRowsAreThoseOfALocalRun() throws Exception {
    Path local = folder.resolve("local");
    TestCollections.copy(TestCollections.EMOJI.resolve("flag"), local.resolve("photos/flag"));
    Files.createFile(local.resolve("photos").resolve(ODD));
    new CommandLine()
        .run("nightly", "--conf", configuration("local.conf", local.toString()))
        .expect(0);
    try (Duck expected = new Duck(local.resolve("store"));
        Duck actual = new Duck(store())) {
      String features = "features/extractor=hog";
      assertEquals(117, actual.number("SELECT count(*) FROM " + actual.images()));
      assertEquals(116, actual.number("SELECT count(*) FROM " + actual.table(features)));
      assertEquals(
          0, expected.difference(expected.images(), actual.images(), "* EXCLUDE (modified)"));
      assertEquals(
          0,
          expected.difference(
              expected.table(features), actual.table(features), "* EXCLUDE (micros)"));
    }
  }

  @Test
  @Order(4)
  void theNextRunReadsWhatIsNewAndNothingElse() throws Exception {
    s3.delete(on("photos/" + ODD), false);
    put(TestCollections.EMOJI.resolve("animal"), "photos/animal");
    long before = server.requests("GET", "photos/");
    command().run("nightly", "--conf", onS3()).expect(0);
    JsonNode record = new ObjectMapper().readTree(records().get(1).toFile());
    long added = TestCollections.files(TestCollections.EMOJI.resolve("animal")).size();
    assertEquals(added, record.at("/work/decoded").asLong());
    // Once by the scan, once by the extraction.
    assertEquals(2 * added, server.requests("GET", "photos/") - before);
    command().run("verify", "--conf", onS3()).expect(0);
  }

  private static void killed(String point, String committer, String... options) throws Exception {
    Path logs = folder.resolve("logs-" + point);
    command()
        .submitting(options)
        .submitting("--driver-java-options", "-Dbifocal.crash-point=" + point)
        .with("BIFOCAL_LOGS", logs.toString())
        .run("nightly", "--conf", onS3())
        .expect(KILLED);
    assertEquals(List.of(), records());
    assertTrue(Files.exists(store().resolve("_lock")));
    String log = Files.readString(TestCollections.files(logs).get(0));
    assertTrue(log.contains(committer), committer);
  }

  private static CommandLine command() throws IOException {
    return new CommandLine().submitting(server.options().toArray(String[]::new));
  }

  /** How many of some threads get the store when all want it at the same moment. */
  private static int race(Store store) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    CyclicBarrier start = new CyclicBarrier(RACERS);
    Callable<Lock> racer =
        () -> {
          start.await();
          return Lock.acquire(store, "racer");
        };
    List<Lock> winners = new ArrayList<>();
    try {
      List<Future<Lock>> racers = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        racers.add(threads.submit(racer));
      }
      for (Future<Lock> result : racers) {
        try {
          winners.add(result.get());
        } catch (ExecutionException lost) {
          assertEquals(StoreHeldException.class, lost.getCause().getClass(), lost::toString);
        }
      }
    } finally {
      threads.shutdown();
    }
    winners.forEach(Lock::close);
    return winners.size();
  }

  private static void put(Path local, String name) throws IOException {
    s3.copyFromLocalFile(new org.apache.hadoop.fs.Path(local.toUri()), on(name));
  }

  private static org.apache.hadoop.fs.Path on(String name) {
    return new org.apache.hadoop.fs.Path("s3a://bifocal/" + name);
  }

  private static Path store() {
    return server.bucket().resolve("store");
  }

  private static List<Path> records() throws IOException {
    Path runs = store().resolve("runs");
    return Files.exists(runs)
        ? TestCollections.files(runs).stream()
            .filter(file -> file.toString().endsWith("Z.json"))
            .toList()
        : List.of();
  }

  private static String onS3() throws IOException {
    return configuration("s3.conf", "s3a://bifocal");
  }

  private static String configuration(String name, String root) throws IOException {
    return Files.writeString(
            folder.resolve(name),
            String.format(
                Locale.ROOT,
                "collection { root = \"%s/photos\" }%nstore = \"%s/store\"%nextractors = [ { name = hog, input { size = 32 } } ]%n",
                root,
                root))
        .toString();
  }
}
