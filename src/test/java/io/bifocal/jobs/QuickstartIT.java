package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of one store on the quickstart: the first night, and the nights after. */
@Tag("core")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuickstartIT {
  private static final int FILES = 1056;

  @TempDir private static Path folder;

  private final ObjectMapper json = new ObjectMapper();

  @Test
  @Order(1)
  void theFirstNightComputesEverything() throws Exception {
    TestCollections.copy(TestCollections.EMOJI, collection());
    CommandLine.Result result = nightly().expect(0);

    assertTrue(result.out().contains("1,056 files = 1,056 ok + 0 rejected"), result.out());
    assertTrue(result.out().contains("duckdb -c \"SELECT"), result.out());
    assertEquals("", quiet(result.err()));
    JsonNode record = record();
    assertEquals(FILES, record.at("/images/listed").asInt());
    assertEquals(FILES, record.at("/images/fresh").asInt());
    assertEquals(FILES, record.at("/work/decoded").asInt());
    try (Duck duck = new Duck(store())) {
      assertEquals(
          FILES,
          duck.number(
              "SELECT count(*) FROM "
                  + duck.images()
                  + " WHERE status = 'ok' AND width = 64 AND height = 64"));
      assertEquals(10, duck.number("SELECT count(DISTINCT label) FROM " + duck.images()));
      assertEquals(528, duck.number("SELECT count(DISTINCT \"group\") FROM " + duck.images()));
      assertEquals(
          2, duck.number("SELECT count(DISTINCT attributes['vendor']) FROM " + duck.images()));
      for (Map.Entry<String, Integer> table :
          Map.of(
                  "features/extractor=hog",
                  1764,
                  "features/extractor=local-binary-pattern",
                  10,
                  "features/extractor=color-histogram",
                  512)
              .entrySet()) {
        assertEquals(
            FILES,
            duck.number(
                "SELECT count(DISTINCT image_id) FROM "
                    + duck.table(table.getKey())
                    + " WHERE len(vector) = "
                    + table.getValue()),
            table.getKey());
      }
    }
  }

  @Test
  @Order(2)
  void predictionsEqualThoseOfAnotherRuntime() throws Exception {
    JsonNode reference =
        json.readTree(Path.of("src/test/resources/models/reference.json").toFile());
    try (Duck duck = new Duck(store())) {
      for (Map.Entry<String, JsonNode> image : fields(reference.at("/mobilenetv2-576/values"))) {
        assertArrayEquals(
            floats(image.getValue()),
            embedding(duck, "mobilenet", image.getKey()),
            1e-4f,
            image.getKey());
      }
      JsonNode classes = reference.at("/emoji-cnn/classes");
      for (Map.Entry<String, JsonNode> image : fields(reference.at("/emoji-cnn/values"))) {
        assertArrayEquals(
            floats(image.getValue().get("embedding")),
            embedding(duck, "emoji-cnn", image.getKey()),
            1e-4f,
            image.getKey());
        assertEquals(
            classes.get(argmax(floats(image.getValue().get("logits")))).asText(),
            label(duck, image.getKey()));
      }
    }
  }

  @Test
  @Order(3)
  void accuracyOnHeldOutImagesIsTheModels() throws Exception {
    Path heldOut = Path.of("src/quickstart/models/emoji-cnn/held-out.txt").toAbsolutePath();
    try (Duck duck = new Duck(store())) {
      String right =
          "SELECT count(*) FROM "
              + duck.images()
              + " i JOIN "
              + duck.table("predictions/model=emoji-cnn")
              + " p USING (image_id) JOIN read_csv('"
              + heldOut
              + "', header = false, columns = {'path': 'VARCHAR'}) h ON h.path = i.path";
      assertEquals(212, duck.number(right));
      assertEquals(0.656, duck.number(right + " WHERE i.label = p.label") / 212.0, 0.005);
    }
  }

  @Test
  @Order(4)
  void aNightWithNothingChangedComputesNothing() throws Exception {
    Set<String> before = featureFiles();
    CommandLine.Result result = nightly().expect(0);

    assertTrue(
        result
            .out()
            .contains("Nothing changed: of 1,056 files none was read, nothing was computed"),
        result.out());
    assertEquals(before, featureFiles());
    assertEquals(0, record().at("/images/fresh").asInt());
    assertEquals(0, record().get("drift").size());
    assertEquals(0, record().at("/work/decoded").asInt());
    assertEquals(0, record().at("/work/bytes_read").asInt());
    try (Duck duck = new Duck(store())) {
      assertEquals(FILES, duck.number("SELECT count(*) FROM " + duck.images()));
    }
  }

  @Test
  @Order(5)
  void touchedFilesAreReadAndARenamedFolderIsNotRecomputed() throws Exception {
    Set<String> before = featureFiles();
    List<Path> touched =
        TestCollections.files(collection().resolve("food")).stream().limit(11).toList();
    for (Path file : touched) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    }
    int renamed = TestCollections.files(collection().resolve("weather")).size();
    Files.move(collection().resolve("weather"), collection().resolve("sky"));
    Files.delete(TestCollections.files(collection().resolve("face")).get(0));
    nightly().expect(0);

    JsonNode record = record();
    assertEquals(11 + renamed, record.at("/images/fresh").asInt());
    assertEquals(renamed + 1, record.at("/images/gone").asInt());
    assertEquals(FILES - 1, record.at("/images/listed").asInt());
    assertEquals(0, record.at("/work/decoded").asInt());
    assertEquals(before, featureFiles());
    try (Duck duck = new Duck(store())) {
      assertEquals(
          renamed, duck.number("SELECT count(*) FROM " + duck.images() + " WHERE label = 'sky'"));
    }
  }

  @Test
  @Order(6)
  void oneNewImageAndOneNewParameterAreComputedAlone() throws Exception {
    Path some = TestCollections.files(collection().resolve("animal")).get(0);
    byte[] bytes = Files.readAllBytes(some);
    // Bytes after the end of a PNG make another content of the same pixels.
    byte[] more = Arrays.copyOf(bytes, bytes.length + 3);
    Files.write(collection().resolve("animal/google_new.png"), more);
    nightly(
            "--set",
            "extractors=[{ name = hog, input { size = 64 } }, { name = lbp, points = 16, radius = 2 }]")
        .expect(0);

    JsonNode record = record();
    assertEquals(1, record.at("/images/fresh").asInt());
    assertEquals(1, record.at("/producers/0/computed").asInt());
    assertEquals("local-binary-pattern", record.at("/producers/1/name").asText());
    assertEquals(FILES, record.at("/producers/1/computed").asInt());
    assertEquals(18, record.at("/producers/1/length").asInt());
  }

  @Test
  @Order(7)
  void theStoreHoldsTogether() throws Exception {
    CommandLine.Result verified = job("verify").expect(0);
    assertTrue(verified.out().endsWith("All checks hold.\n"), verified.out());
    // Its file was deleted, its rows are still there.
    assertTrue(verified.out().contains("1 superseded"), verified.out());
    CommandLine.Result status = job("status").expect(0);
    assertTrue(status.out().contains("4 runs"), status.out());
    assertTrue(status.out().contains("features hog version"), status.out());
  }

  @Test
  @Order(8)
  void theExportIsOneFlatTable() throws Exception {
    Path output = folder.resolve("training");
    job("export", "--columns", "hog,emoji-cnn", "--output", output.toString()).expect(0);
    try (Duck duck = new Duck(store())) {
      String table = "read_parquet('" + output + "/*.parquet')";
      assertEquals(
          List.of(
              "path",
              "image_id",
              "label",
              "split",
              "group",
              "attributes",
              "hog",
              "emoji_cnn_label",
              "emoji_cnn_score",
              "emoji_cnn_embedding"),
          duck.texts("SELECT column_name FROM (DESCRIBE SELECT * FROM " + table + ")"));
      assertEquals(
          FILES,
          duck.number(
              "SELECT count(*) FROM "
                  + table
                  + " WHERE len(hog) = 1764 AND len(emoji_cnn_embedding) = 128"));
    }
    CommandLine.Result unknown = job("export", "--columns", "hogg").expect(2);
    assertTrue(unknown.err().contains("did you mean 'hog'?"), unknown.err());
  }

  @Test
  @Order(9)
  void aBrokenStoreIsFoundOut() throws Exception {
    Path victim =
        TestCollections.files(store().resolve("features/extractor=color-histogram")).stream()
            .filter(file -> file.toString().endsWith(".parquet"))
            .findFirst()
            .orElseThrow();
    Path away = folder.resolve("away.parquet");
    Files.move(victim, away);
    CommandLine.Result missing = job("verify").expect(1);
    assertTrue(missing.out().contains("FAILED  every recorded data file is there"), missing.out());
    Files.move(away, victim);
    Files.copy(victim, victim.resolveSibling("part-999999.parquet"));
    CommandLine.Result doubled = job("verify").expect(1);
    assertTrue(
        doubled
            .out()
            .matches(
                "(?s).*FAILED  features/extractor=color-histogram/version=[0-9a-f]{8}: one row a content.*"),
        doubled.out());
  }

  private static CommandLine.Result nightly(String... more) {
    return job("nightly", more);
  }

  private static CommandLine.Result job(String job, String... more) {
    String[] common = {
      job,
      "--conf",
      "conf/quickstart.conf",
      "--set",
      "store=" + store(),
      "--set",
      "collection.root=" + collection()
    };
    return new CommandLine()
        .run(Stream.concat(Stream.of(common), Stream.of(more)).toArray(String[]::new));
  }

  private static Path collection() {
    return folder.resolve("collection");
  }

  private static Path store() {
    return folder.resolve("store");
  }

  private JsonNode record() throws IOException {
    List<Path> records =
        TestCollections.files(store().resolve("runs")).stream()
            .filter(file -> file.toString().endsWith("Z.json"))
            .sorted()
            .toList();
    return json.readTree(records.get(records.size() - 1).toFile());
  }

  private static Set<String> featureFiles() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String table : List.of("features", "predictions")) {
      TestCollections.files(store().resolve(table)).forEach(file -> names.add(file.toString()));
    }
    return names;
  }

  private static float[] embedding(Duck duck, String model, String path) throws SQLException {
    return duck.vectors(
            "SELECT embedding FROM "
                + duck.images()
                + " JOIN "
                + duck.table("predictions/model=" + model)
                + " USING (image_id) WHERE path = '"
                + path
                + "'")
        .get(0);
  }

  private static String label(Duck duck, String path) throws SQLException {
    return duck.text(
        "SELECT p.label FROM "
            + duck.images()
            + " i JOIN "
            + duck.table("predictions/model=emoji-cnn")
            + " p USING (image_id) WHERE path = '"
            + path
            + "'");
  }

  private static int argmax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private float[] floats(JsonNode array) {
    return json.convertValue(array, float[].class);
  }

  private static Set<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    return object.properties();
  }

  /** Anything on the error stream but what the JVM itself says about its options. */
  private static String quiet(String err) {
    return err.lines()
        .filter(line -> !line.startsWith("WARNING: Using incubator"))
        .reduce("", (a, b) -> a + b + "\n");
  }
}
