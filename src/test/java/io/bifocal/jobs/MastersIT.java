package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
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
    TestCollections.multiply(TestCollections.EMOJI, collection(), 2);
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
    new CommandLine()
        .run("verify", "--conf", "conf/quickstart.conf", "--set", "store=" + store("cluster"))
        .expect(0);
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
      assertEquals(0, difference(left, left.images(), right.images(), "*"));
      assertEquals(2 * 1056, left.number("SELECT count(*) FROM " + right.images()));
      for (String table : TABLES) {
        // CPU time is measured, everything else is computed.
        assertEquals(
            0,
            difference(left, left.table(table), right.table(table), "* EXCLUDE (micros)"),
            table);
        assertEquals(2 * 1056, left.number("SELECT count(*) FROM " + right.table(table)), table);
      }
    }
  }

  private static long difference(Duck duck, String left, String right, String columns)
      throws SQLException {
    return duck.number(
        "SELECT count(*) FROM ((SELECT "
            + columns
            + " FROM "
            + left
            + " EXCEPT ALL SELECT "
            + columns
            + " FROM "
            + right
            + ") UNION ALL (SELECT "
            + columns
            + " FROM "
            + right
            + " EXCEPT ALL SELECT "
            + columns
            + " FROM "
            + left
            + "))");
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
