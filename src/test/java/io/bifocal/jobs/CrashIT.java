package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.store.CrashPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A nightly run that is killed, wherever it is, leaves what the next one completes. */
class CrashIT {
  private static final int KILLED = 128 + 9;
  private static final long PICTURES = 116;
  private static final List<String> TABLES =
      List.of(
          "features/extractor=hog",
          "features/extractor=color-histogram",
          "predictions/model=emoji-cnn");

  @TempDir private static Path folder;

  @BeforeAll
  static void configure() throws IOException {
    Files.writeString(
        folder.resolve("crash.conf"),
        """
        collection { root = "%s" }
        extractors = [ { name = hog }, { name = color-histogram } ]
        models = [ { name = emoji-cnn, path = "%s" } ]
        upkeep.nightly { keep-runs = 1, older-than = 0s }
        """
            .formatted(
                TestCollections.EMOJI.resolve("flag"),
                Path.of("src/quickstart/models/emoji-cnn").toAbsolutePath()));
  }

  @Test
  void aRunAfterManyThatWereKilledGivesTheRowsOfOneThatWasNot() throws Exception {
    nightly("undisturbed").run(arguments("undisturbed")).expect(0);
    for (CrashPoint point : CrashPoint.values()) {
      if (point != CrashPoint.WHILE_RENEWING_THE_LEASE) {
        dying(point).run(arguments("killed")).expect(KILLED);
      }
    }
    nightly("killed").run(arguments("killed")).expect(0);
    assertSameRows("killed");
  }

  @ParameterizedTest
  @EnumSource(
      value = CrashPoint.class,
      names = {"WHILE_RENEWING_THE_LEASE"},
      mode = EnumSource.Mode.EXCLUDE)
  @Tag("thorough")
  void aRunAfterOneThatWasKilledGivesTheSameRows(CrashPoint point) throws Exception {
    if (!folder.resolve("undisturbed").toFile().exists()) {
      nightly("undisturbed").run(arguments("undisturbed")).expect(0);
    }
    String store = name(point);
    dying(point).run(arguments(store)).expect(KILLED);
    nightly(store).run(arguments(store)).expect(0);
    assertSameRows(store);
  }

  private static CommandLine nightly(String store) {
    return new CommandLine().with("BIFOCAL_LOGS", folder.resolve("logs-" + store).toString());
  }

  private static CommandLine dying(CrashPoint point) {
    return nightly(name(point))
        .submitting("--driver-java-options", "-Dbifocal.crash-point=" + name(point));
  }

  private static String name(CrashPoint point) {
    return point.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String[] arguments(String store) {
    return arguments("nightly", store);
  }

  private static String[] arguments(String job, String store) {
    return new String[] {
      job,
      "--conf",
      folder.resolve("crash.conf").toString(),
      "--set",
      "store=" + folder.resolve(store)
    };
  }

  private static void assertSameRows(String store) throws SQLException {
    try (Duck expected = new Duck(folder.resolve("undisturbed"));
        Duck actual = new Duck(folder.resolve(store))) {
      assertEquals(PICTURES, actual.number("SELECT count(*) FROM " + actual.images()));
      assertEquals(0, expected.difference(expected.images(), actual.images(), "*"));
      for (String table : TABLES) {
        assertEquals(
            0,
            expected.difference(expected.table(table), actual.table(table), "* EXCLUDE (micros)"),
            table);
      }
    }
    String report = new CommandLine().run(arguments("verify", store)).expect(0).out();
    assertTrue(report.contains("All checks hold."), report);
  }
}
