package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three nights in which files and extractors change, and what upkeep makes of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VacuumIT {
  private static final String COLORS = "features/extractor=color-histogram";
  private static final String HOG = "features/extractor=hog";
  private static final int KILLED = 128 + 9;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  @Test
  @Order(1)
  void aNightlyVacuumKeepsWhatTwoRunsNeed() throws Exception {
    TestCollections.copy(TestCollections.EMOJI.resolve("flag"), collection());
    List<Path> files = TestCollections.files(collection());
    String gone = id(files.get(0));
    String changed = id(files.get(1));
    nightly("{ name = hog, input { size = 32 } }");
    Files.delete(files.get(0));
    nightly("{ name = hog, input { size = 48 } }");
    Files.write(files.get(1), new byte[] {1}, StandardOpenOption.APPEND);
    String second = names("runs").get(1);
    List<String> before = rows(second);
    assertEquals(2, names(HOG).size());
    String out =
        nightly(
            "{ name = local-binary-pattern }",
            "--set",
            "upkeep.nightly={ keep-runs = 2, older-than = 0s }");

    assertTrue(out.contains("keeps 2 runs from " + run(second)), out);
    assertEquals(2, names("runs").size());
    assertEquals(before, rows(second));
    assertEquals(1, names(HOG).size());
    assertEquals(0, count(COLORS, gone));
    // It was changed after the second run, which is kept.
    assertEquals(1, count(COLORS, changed));
    assertEquals(1, count(COLORS, id(files.get(1))));
    List<Path> colors = parquet(COLORS);
    assertEquals(1, colors.size(), colors::toString);
    assertTrue(colors.get(0).toString().contains("/run=" + run(names("upkeep").get(0)) + "/"));
  }

  @Test
  @Order(2)
  void rowsThatAreComputedOnceMoreAreTheSame() {
    String out = verify("2").expect(0).out();
    assertTrue(out.contains("1 row in 2, computed once more, is the same"), out);
    assertFalse(out.contains("none compared"), out);
    assertFalse(Files.exists(store().resolve("_verify")));
  }

  @Test
  @Order(3)
  void damageAndTamperedRowsAreFound() throws Exception {
    Path damaged = parquet(HOG).get(0);
    Path tampered = parquet(COLORS).get(0);
    Path record = store().resolve("upkeep").resolve(names("upkeep").get(0));
    Path copies = Files.createDirectories(folder.resolve("copies"));
    for (Path file : List.of(damaged, tampered, record)) {
      for (Path each : List.of(file, crc(file))) {
        Path copy = copies.resolve(store().relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy);
      }
    }
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    overwrite(damaged, bytes);
    String id = tamper(tampered, record);

    String out = verify("1").expect(1).out();
    assertTrue(
        out.lines()
            .anyMatch(
                line ->
                    line.startsWith("FAILED  every recorded file has the bytes")
                        && line.endsWith("1 damaged: " + store().relativize(damaged))),
        out);
    assertTrue(
        out.lines()
            .anyMatch(
                line ->
                    line.startsWith("FAILED  " + COLORS)
                        && line.contains("1 different: " + id.substring(0, 12))),
        out);
    assertTrue(out.contains("ok      features/extractor=local-binary-pattern"), out);
    for (Path copy : TestCollections.files(copies)) {
      Path file = store().resolve(copies.relativize(copy).toString());
      Files.write(file, Files.readAllBytes(copy));
    }
  }

  @Test
  @Order(4)
  void aVacuumThatIsKilledIsCompletedByTheNext() throws Exception {
    String last = names("runs").get(1);
    List<String> before = rows(last);
    String changed = idBeforeTheLastByte(TestCollections.files(collection()).get(0));
    assertEquals(1, count(COLORS, changed));
    String[] arguments = {
      "vacuum", "--conf", conf().toString(), "--keep-runs", "1", "--older-than", "0d"
    };
    new CommandLine()
        .submitting("--driver-java-options", "-Dbifocal.crash-point=while-compacting")
        .run(arguments)
        .expect(KILLED);
    // No version of it has a place, until somebody takes the store.
    assertEquals(List.of(), names(COLORS));
    String status = command("status").expect(0).out();
    assertTrue(status.contains("is under way or was killed"), status);
    new CommandLine().run(arguments).expect(0);

    assertEquals(before, rows(last));
    assertEquals(0, count(COLORS, changed));
    assertEquals(List.of(), names(HOG));
    assertEquals(List.of("run=" + run(last)), names("images"));
    assertFalse(Files.exists(store().resolve("_vacuum")));
  }

  @Test
  @Order(5)
  void historyAndStatusTellOfIt() throws Exception {
    List<String> history = command("history").expect(0).out().lines().toList();
    assertEquals(5, history.size(), history::toString);
    assertTrue(history.get(1).contains("nightly  complete"), history::toString);
    assertTrue(history.get(2).contains("vacuum   complete"), history::toString);
    // It came to one of two tables; the second vacuum did the other.
    assertTrue(history.get(3).contains("vacuum   resumed"), history::toString);
    assertTrue(history.get(3).contains("dropped 1 runs and 1 rows"), history::toString);
    assertTrue(history.get(4).contains("dropped 0 runs and 1 rows"), history::toString);
    String status = command("status").expect(0).out();
    assertTrue(status.contains("  features: 2 files, "), status);
    assertFalse(status.contains("not of the last run"), status);
    assertFalse(status.contains("was killed"), status);
  }

  /** The color histograms and predictions of the images of a run, all columns. */
  private static List<String> rows(String record) throws SQLException, IOException {
    JsonNode run = JSON.readTree(store().resolve("runs").resolve(record).toFile());
    try (Duck duck = new Duck(store())) {
      Stream.Builder<String> rows = Stream.builder();
      for (JsonNode produced : run.get("producers")) {
        String table =
            "%s/%s=%s/version=%s"
                .formatted(
                    produced.get("kind").asText(),
                    produced.get("kind").asText().equals("features") ? "extractor" : "model",
                    produced.get("name").asText(),
                    produced.get("version").asText());
        duck.texts(
                "SELECT to_json(t)::VARCHAR FROM (SELECT i.path, f.* FROM read_parquet('"
                    + store()
                    + "/images/run="
                    + run(record)
                    + "/*.parquet', hive_partitioning = false) i JOIN read_parquet('"
                    + store().resolve(table)
                    + "/*/*.parquet', hive_partitioning = false) f USING (image_id)) t ORDER BY 1")
            .forEach(rows::add);
      }
      List<String> all = rows.build().toList();
      assertTrue(all.size() > 100);
      return all;
    }
  }

  private static long count(String table, String id) throws SQLException {
    try (Duck duck = new Duck(store())) {
      return duck.number(
          "SELECT count(*) FROM " + duck.table(table) + " WHERE image_id = '" + id + "'");
    }
  }

  /** Another value in one row, and the record mended to match. */
  private static String tamper(Path file, Path record) throws Exception {
    Path draft = folder.resolve("draft.parquet");
    String id;
    try (Duck duck = new Duck(store())) {
      id = duck.text("SELECT max(image_id) FROM '" + file + "'");
    }
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT image_id, CASE WHEN image_id = '"
              + id
              + "' THEN [vector[1] + 0.125::FLOAT] || vector[2:] ELSE vector END AS vector, error,"
              + " micros FROM '"
              + file
              + "') TO '"
              + draft
              + "' (FORMAT parquet)");
    }
    overwrite(file, Files.readAllBytes(draft));
    ObjectNode upkeep = (ObjectNode) JSON.readTree(record.toFile());
    String path = store().relativize(file).toString();
    boolean mended = false;
    for (JsonNode added : upkeep.get("added")) {
      if (added.get("path").asText().equals(path)) {
        ((ObjectNode) added).put("bytes", Files.size(file)).put("sha256", id(file));
        mended = true;
      }
    }
    assertTrue(mended);
    overwrite(record, JSON.writeValueAsBytes(upkeep));
    return id;
  }

  /** In place, without the checksums that Hadoop keeps beside local files. */
  private static void overwrite(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Files.deleteIfExists(crc(file));
  }

  private static Path crc(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }

  private static String nightly(String extractor, String... options) throws IOException {
    Files.writeString(
        conf(),
        "collection { root = \""
            + collection()
            + "\" }\nstore = \""
            + store()
            + "\"\nextractors = [ { name = color-histogram }, "
            + extractor
            + " ]\nmodels = [ { name = cnn, path = src/quickstart/models/emoji-cnn } ]\n");
    return command("nightly", options).expect(0).out();
  }

  private static CommandLine.Result verify(String oneIn) {
    return command("verify", "--recompute", oneIn);
  }

  private static CommandLine.Result command(String job, String... options) {
    return new CommandLine()
        .run(
            Stream.concat(Stream.of(job, "--conf", conf().toString()), Stream.of(options))
                .toArray(String[]::new));
  }

  /** What lies there, sorted; nothing where the folder is gone. */
  private static List<String> names(String relative) throws IOException {
    if (!Files.exists(store().resolve(relative))) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(store().resolve(relative))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith(".") && !name.endsWith(".html"))
          .sorted()
          .toList();
    }
  }

  private static List<Path> parquet(String relative) throws IOException {
    return TestCollections.files(store().resolve(relative)).stream()
        .filter(file -> file.toString().endsWith(".parquet"))
        .toList();
  }

  private static String run(String record) {
    return record.replace(".json", "");
  }

  private static String id(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  /** Of the file as it was before a byte was appended. */
  private static String idBeforeTheLastByte(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, bytes.length - 1)));
  }

  private static Path collection() {
    return folder.resolve("flags");
  }

  private static Path conf() {
    return folder.resolve("my.conf");
  }

  private static Path store() {
    return folder.resolve("store");
  }
}
