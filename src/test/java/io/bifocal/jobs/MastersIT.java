package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The same rows on every master, also when executors die. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MastersIT {
  private static final List<String> TABLES =
      List.of(
          "features/extractor=hog",
          "features/extractor=local-binary-pattern",
          "features/extractor=color-histogram",
          "predictions/model=mobilenet",
          "predictions/model=emoji-cnn");

  @TempDir private static Path folder;

  @Test
  @Order(1)
  void oneCoreAndTwoCoresGiveTheSameRows() throws Exception {
    TestCollections.copy(TestCollections.EMOJI, collection());
    nightly("local[1]").run(arguments("one")).expect(0);
    nightly("local[2]").run(arguments("two")).expect(0);
    assertSameRows("one", "two");
  }

  @Test
  @Order(2)
  void aClusterThatLosesAnExecutorGivesTheSameRows() throws Exception {
    try (StandaloneCluster cluster = StandaloneCluster.start(folder)) {
      CommandLine.Running running = nightly(cluster.url()).start(arguments("cluster"));
      running.awaitFolder(store("cluster").resolve("_working"), "wave-0");
      cluster.killOneExecutor();
      CommandLine.Result result = running.await().expect(0);
      assertTrue(result.out().contains("0 errors, 0 missing"), result.out());
      assertTrue(Files.readString(log()).contains("Lost executor"), "the driver noticed");
    }
    assertSameRows("one", "cluster");
  }

  /**
   * Executors of two cores whose tasks have two, that come and go, one of them slow, with no home
   * and a temporary folder of the test.
   */
  @Test
  @Order(3)
  void slowExecutorsWithoutAHomeThatComeAndGoGiveTheSameRows() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    StandaloneCluster.Worker kind =
        new StandaloneCluster.Worker(2, "", Map.of("HOME", "/nonexistent"));
    Path cluster = Files.createDirectory(folder.resolve("awkward"));
    try (StandaloneCluster workers = StandaloneCluster.start(cluster, 2, kind)) {
      CommandLine.Running running =
          nightly(workers.url())
              .submitting(
                  settings(
                      "spark.task.cpus=2",
                      "spark.executor.cores=2",
                      "spark.executor.extraJavaOptions=-Duser.home=/nonexistent -Djava.io.tmpdir="
                          + temporary,
                      "spark.dynamicAllocation.enabled=true",
                      "spark.dynamicAllocation.shuffleTracking.enabled=true",
                      "spark.dynamicAllocation.executorIdleTimeout=4s",
                      "spark.speculation=true",
                      "spark.speculation.quantile=0.5",
                      "spark.speculation.multiplier=1.2"))
              .start(arguments("awkward"));
      running.awaitFolder(store("awkward").resolve("_working"), "wave-0");
      AutoCloseable brake = workers.slowDown(1);
      CommandLine.Result result = running.await();
      brake.close();
      result.expect(0);
      assertTrue(result.out().contains("0 errors, 0 missing"), result.out());
      String log = Files.readString(log());
      assertTrue(log.contains("because tasks are backlogged"), "executors were asked for");
      assertTrue(log.contains("as speculatable"), "a slow task was repeated elsewhere");
      awaitEmpty(temporary);
    }
    assertSameRows("one", "awkward");
  }

  /** Executors end a little after the driver. */
  private static void awaitEmpty(Path temporary) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!list(temporary).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(100);
    }
    assertEquals(List.of(), list(temporary), "nothing is left behind");
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static String[] settings(String... settings) {
    return Stream.of(settings)
        .flatMap(setting -> Stream.of("--conf", setting))
        .toArray(String[]::new);
  }

  private static CommandLine nightly(String master) {
    return new CommandLine()
        .with("BIFOCAL_LOGS", folder.resolve("logs").toString())
        .submitting("--master", master, "--conf", "spark.executor.memory=1500m")
        .with("SPARK_LOCAL_IP", "127.0.0.1");
  }

  private static String[] arguments(String store) {
    return new String[] {
      "nightly",
      "--conf",
      "conf/quickstart.conf",
      "--set",
      "store=" + store(store),
      "--set",
      "collection.root=" + collection()
    };
  }

  private static void assertSameRows(String expected, String actual) throws SQLException {
    try (Duck left = new Duck(store(expected));
        Duck right = new Duck(store(actual))) {
      assertEquals(0, left.difference(left.images(), right.images(), "*"));
      assertEquals(1056, left.number("SELECT count(*) FROM " + right.images()));
      for (String table : TABLES) {
        // CPU time is measured, everything else is computed.
        assertEquals(
            0, left.difference(left.table(table), right.table(table), "* EXCLUDE (micros)"), table);
        assertEquals(1056, left.number("SELECT count(*) FROM " + right.table(table)), table);
      }
    }
  }

  /** The full log of the newest job. */
  private static Path log() throws IOException {
    return TestCollections.files(folder.resolve("logs")).stream()
        .max(Comparator.comparing(Path::toString))
        .orElseThrow();
  }

  private static Path collection() {
    return folder.resolve("collection");
  }

  private static Path store(String name) {
    return folder.resolve("store-" + name);
  }
}
