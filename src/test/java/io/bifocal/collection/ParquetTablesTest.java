package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of images that another program wrote. */
class ParquetTablesTest {
  /** Row i holds {@code i} zeros behind its own number: DuckDB's {@code repeat} of a text. */
  private static final String IMAGES =
      "SELECT (i || '-' || repeat('0', i::INT))::BLOB AS image, 'c' || (i % 3) AS label, i AS number"
          + " FROM range(";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMPRESSION zstd",
        "COMPRESSION snappy, PARQUET_VERSION v2",
        "COMPRESSION uncompressed"
      })
  void everyRowIsAnImageInWhateverOrder(String options) throws Exception {
    write("a b.parquet", images(5000), options + ", ROW_GROUP_SIZE 2048");
    write("b/c.PARQUET", images(3), options);
    Files.writeString(folder.resolve("_SUCCESS"), "");
    ImageCollection tables = Collections.of(folder, "kind = parquet");
    List<Row> rows = new ArrayList<>(Collections.rows(tables));
    assertEquals(5003, rows.size());
    Row row = rows.stream().filter(r -> r.getString(0).equals("a b.parquet#4097")).findAny().get();
    assertEquals("c2", row.getAs("label"));
    assertEquals(java.util.Map.of("number", "4097"), row.getJavaMap(4));
    assertEquals(5L + 4097, row.<Long>getAs("bytes"));
    assertEquals("a b.parquet", row.getAs("container"));
    assertEquals(4097L, row.<Long>getAs("position"));
    rows.sort((x, y) -> Long.compare(x.getAs("position"), y.getAs("position")));
    checkAll(tables, rows.subList(0, 5003));
    java.util.Collections.shuffle(rows, new Random(7));
    checkAll(tables, rows.subList(0, 60));
  }

  @Test
  void structsClassNamesSplitsAndFurtherColumns() throws Exception {
    String metadata =
        "{\"info\":{\"features\":{\"label\":{\"names\":[\"cat\",\"it''s\"],\"_type\":\"ClassLabel\"}}}}";
    write(
        "train/part-0.parquet",
        "SELECT * FROM (VALUES"
            + " ({'bytes': 'one'::BLOB, 'path': 'x.png'}, 1, 'g1', [1, 2], DATE '2026-01-02', 1.50),"
            + " ({'bytes': NULL, 'path': 'y.png'}, 0, NULL, [], NULL, NULL),"
            + " (NULL, -1, 'g2', NULL, NULL, NULL),"
            + " ({'bytes': 'four'::BLOB, 'path': NULL}, 7, '', [1], NULL, NULL))"
            + " t(image, label, \"group\", list, day, price)",
        "KV_METADATA {huggingface: '" + metadata + "'}");
    ImageCollection tables =
        Collections.of(folder.resolve("train/part-0.parquet"), "kind = parquet");
    assertEquals(
        List.of(
            "part-0.parquet#0 it's - g1 {day=2026-01-02, image.path=x.png, price=1.50}",
            "part-0.parquet#1 cat - - {image.path=y.png} unreadable: the image of this row is null",
            "part-0.parquet#2 - - g2 {} unreadable: the image of this row is null",
            "part-0.parquet#3 7 - - {}"),
        Collections.shown(tables));
    assertEquals(
        "train", Collections.rows(Collections.of(folder, "kind = parquet")).get(0).getAs("split"));
    try (ImageReader reader = tables.reader()) {
      assertArrayEquals(
          "four".getBytes(StandardCharsets.UTF_8),
          Collections.bytes(reader, Collections.rows(tables).get(3)));
    }
  }

  @Test
  void aStoreMayLieWhereItIsNotListed() throws Exception {
    String table = "store/images/run=0/part-0.parquet";
    assertTrue(Collections.of(folder, "").mayList(table));
    assertTrue(Collections.of(folder, "kind = parquet").mayList(table));
    assertFalse(Collections.of(folder, "kind = parquet, exclude = \"store/**\"").mayList(table));
    assertFalse(Collections.of(folder, "kind = webdataset").mayList(table));
    assertTrue(Collections.of(folder, "kind = webdataset").mayList("shards/shard-00000.tar"));
    Files.writeString(folder.resolve("manifest.csv"), "path\na.png\n");
    assertFalse(Collections.of(folder, "kind = manifest").mayList(table));
  }

  @Test
  void aRowGroupIsReadOnceUntilItsFileChanges() throws Exception {
    write("a.parquet", images(3000), "ROW_GROUP_SIZE 2048");
    Path index = folder.resolve("index");
    String settings = "kind = parquet, include = \"*.parquet\"";
    List<String> first = Collections.shown(Collections.of(folder, settings, index));
    // Another content of the same size and time: who reads it, fails.
    Path file = folder.resolve("a.parquet");
    FileTime time = Files.getLastModifiedTime(file);
    byte[] footerOnly = Files.readAllBytes(file);
    Arrays.fill(footerOnly, 4, footerOnly.length / 2, (byte) 0);
    Files.write(file, footerOnly);
    Files.setLastModifiedTime(file, time);
    assertEquals(first, Collections.shown(Collections.of(folder, settings, index)));
    assertEquals(
        first.size(),
        Collections.rows(Collections.of(folder, settings + ", label = none", index)).size());
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5_000));
    List<String> changed = Collections.shown(Collections.of(folder, settings, index));
    assertTrue(changed.stream().anyMatch(row -> row.startsWith("a.parquet ")), changed.toString());
    // Damage is looked at again, and so is what has been made whole.
    Files.setLastModifiedTime(file, time);
    assertEquals(first, Collections.shown(Collections.of(folder, settings, index)));
  }

  @Test
  void manyValuesThatAreTheSameAreStillRows() throws Exception {
    write("d.parquet", "SELECT ('x' || (i % 7))::BLOB AS image FROM range(30000) t(i)", "");
    ImageCollection tables = Collections.of(folder, "kind = parquet");
    List<Row> rows = Collections.rows(tables);
    assertEquals(30000, rows.size());
    try (ImageReader reader = tables.reader()) {
      for (Row row : rows.subList(0, 200)) {
        String expected = "x" + row.<Long>getAs("position") % 7;
        assertEquals(expected, new String(Collections.bytes(reader, row), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void damagedTablesHaveTheRowsUpToTheDamageAndOneRefusedRow() throws Exception {
    write("whole.parquet", images(4096), "COMPRESSION zstd, ROW_GROUP_SIZE 2048");
    byte[] whole = Files.readAllBytes(folder.resolve("whole.parquet"));
    Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(folder.resolve("empty.parquet"), new byte[0]);
    Files.writeString(folder.resolve("text.parquet"), "this is no table at all");
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 4, 40, (byte) 0x55);
    Files.write(folder.resolve("damaged.parquet"), damaged);
    byte[] footer = whole.clone();
    Arrays.fill(footer, whole.length - 60, whole.length - 8, (byte) 0xFF);
    Files.write(folder.resolve("footer.parquet"), footer);
    Files.createSymbolicLink(folder.resolve("link.parquet"), folder.resolve("nowhere"));
    ImageCollection tables = Collections.of(folder, "kind = parquet, include = \"**/*.parquet\"");
    List<Row> rows = Collections.rows(tables);
    List<String> refused =
        rows.stream()
            .filter(row -> row.getAs("problem_reason") != null)
            .map(row -> row.getString(0) + " " + row.getAs("problem_reason"))
            .toList();
    assertEquals(
        List.of(
            "cut.parquet truncated",
            "damaged.parquet corrupt",
            "empty.parquet empty",
            "footer.parquet corrupt",
            "link.parquet unreadable",
            "text.parquet corrupt"),
        refused);
    assertEquals(4096 + 2048 + 6, rows.size());
  }

  @Test
  void aShardThatARangeNamesAndThatIsMissingHasItsRow() throws Exception {
    write("t-08.parquet", images(1), "");
    write("t-10.parquet", images(1), "");
    write("u.parquet", images(1), "");
    assertEquals(
        List.of(
            "t-08.parquet#0 c0 - - {number=0}",
            "t-09.parquet - - - {} unreadable: no such file",
            "t-10.parquet#0 c0 - - {number=0}"),
        Collections.shown(Collections.of(folder.resolve("t-{08..10}.parquet"), "kind = parquet")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "columns.image = imag ~ unknown column 'imag'; did you mean 'image'? Known: image, label, number",
        "columns.image = label ~ column 'label' is neither binary nor a struct",
        "columns.label = klass ~ unknown column 'klass'",
        "columns.image = many ~ lists of images are not read",
      })
  void columnsThatAreNotThereAreTheUsersError(String text) throws Exception {
    String[] parts = text.split(" ~ ");
    String more = parts[0].contains("many") ? ", [image] AS many" : "";
    write("t.parquet", "SELECT *" + more + " FROM (" + images(1) + ")", "");
    ImageCollection tables = Collections.of(folder, "kind = parquet, " + parts[0]);
    String message = assertThrows(UserError.class, () -> Collections.rows(tables)).getMessage();
    assertTrue(message.startsWith("t.parquet: ") && message.contains(parts[1]), message);
  }

  @Test
  void aTableWithoutRowsHasNone() throws Exception {
    write("t.parquet", images(0), "");
    assertEquals(List.of(), Collections.shown(Collections.of(folder, "kind = parquet")));
  }

  @Test
  void aRootThatSaysWhichFilesToTakeLeavesNothingToInclude() {
    UserError thrown =
        assertThrows(
            UserError.class,
            () -> Collections.of(folder.resolve("*.parquet"), "kind = parquet, include = a"));
    assertTrue(thrown.getMessage().contains("so does collection.include"), thrown.getMessage());
    assertNull(thrown.getCause());
  }

  private static String images(int rows) {
    return IMAGES + rows + ") t(i)";
  }

  private void checkAll(ImageCollection tables, List<Row> rows) throws IOException {
    try (ImageReader reader = tables.reader()) {
      for (Row row : rows) {
        long number = row.getAs("position");
        String expected = number + "-" + "0".repeat((int) number);
        assertEquals(expected, new String(Collections.bytes(reader, row), StandardCharsets.UTF_8));
      }
    }
  }

  private void write(String file, String query, String options) throws SQLException, IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      String more = options.isEmpty() ? "" : ", " + options;
      statement.execute("COPY (" + query + ") TO '" + path + "' (FORMAT parquet" + more + ")");
    }
  }
}
