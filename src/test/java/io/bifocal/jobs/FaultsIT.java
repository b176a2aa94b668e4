package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed run leaves behind is found and reused, and never counted twice. */
class FaultsIT {
  private static final int FILES = 1056;

  @TempDir private static Path folder;

  @Test
  void filesPublishedBeforeTheKillAreReused() throws Exception {
    new CommandLine().run(arguments()).expect(0);
    // As if the kill had come between publishing and committing, with one file of HOG still to be
    // published.
    for (Path file : TestCollections.files(store().resolve("runs"))) {
      Files.delete(file);
    }
    for (Path file : TestCollections.files(store().resolve("images"))) {
      Files.delete(file);
    }
    Path lost =
        TestCollections.files(store().resolve("features/extractor=hog")).stream()
            .filter(f -> f.toString().endsWith(".parquet"))
            .findFirst()
            .orElseThrow();
    long rows;
    try (Duck duck = new Duck(store())) {
      rows = duck.number("SELECT count(*) FROM '" + lost + "'");
    }
    Files.delete(lost);
    new CommandLine().run(arguments()).expect(0);

    List<Path> records =
        TestCollections.files(store().resolve("runs")).stream()
            .filter(f -> f.toString().endsWith("Z.json"))
            .toList();
    JsonNode record = new ObjectMapper().readTree(records.get(0).toFile());
    assertTrue(rows > 0 && rows < FILES);
    assertEquals(rows, record.at("/work/decoded").asLong());
    assertEquals(rows, record.at("/producers/0/computed").asLong());
    assertEquals(0, record.at("/producers/1/computed").asLong());
    try (Duck duck = new Duck(store())) {
      assertEquals(
          FILES, duck.number("SELECT count(*) FROM " + duck.table("features/extractor=hog")));
      assertEquals(
          FILES,
          duck.number(
              "SELECT count(DISTINCT image_id) FROM " + duck.table("features/extractor=hog")));
    }
    new CommandLine()
        .run(
            "verify",
            "--conf",
            "conf/quickstart.conf",
            "--set",
            "store=" + store(),
            "--set",
            "models=[]")
        .expect(0);
  }

  private static String[] arguments() {
    return new String[] {
      "nightly", "--conf", "conf/quickstart.conf", "--set", "store=" + store(), "--set", "models=[]"
    };
  }

  private static Path store() {
    return folder.resolve("store");
  }
}
