package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bifocal.inference.DetectedObject;
import io.bifocal.inference.LabelScore;
import io.bifocal.inference.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCopierTest {
  private static final PredictionColumns ALL =
      new PredictionColumns(List.of("entropy", "margin"), true);

  @TempDir private Path folder;

  @Test
  void rowsOfAllColumnsAreTheSameInTheSameOrder() throws Exception {
    predictions("a.parquet", 0, 500, ALL);
    predictions("b.parquet", 500, 20, ALL);
    List<RunRecord.DataFile> copies = copy(new BitSet(), "a.parquet", "b.parquet");
    assertEquals(1, copies.size());
    assertEquals(520, copies.get(0).rows());
    String sources = "read_parquet(['" + at("a.parquet") + "', '" + at("b.parquet") + "'])";
    assertEquals(query("SELECT * FROM " + sources), query("SELECT * FROM '" + copied(0) + "'"));
    assertEquals(schema(at("a.parquet")), schema(copied(0)));
    assertEquals(form(at("a.parquet")), form(copied(0)));
    Store store = Store.at(folder.toString(), new Configuration());
    assertEquals(store.describe("copies/part-0.parquet").at("part-0.parquet"), copies.get(0));
  }

  @Test
  void rowsAreLeftOutByTheirNumber() throws Exception {
    predictions("a.parquet", 0, 100, PredictionColumns.NONE);
    BitSet leftOut = new BitSet();
    leftOut.set(0);
    leftOut.set(17, 90);
    leftOut.set(99);
    assertEquals(25, copy(leftOut, "a.parquet").get(0).rows());
    assertEquals(
        query(
            "SELECT * FROM '"
                + at("a.parquet")
                + "' WHERE micros BETWEEN 1 AND 16 OR micros BETWEEN 90 AND 98"),
        query("SELECT * FROM '" + copied(0) + "'"));
  }

  @Test
  void filesOfWhichNothingStaysAreNotWritten() throws Exception {
    predictions("a.parquet", 0, 10, ALL);
    predictions("none.parquet", 0, 0, ALL);
    BitSet all = new BitSet();
    all.set(0, 10);
    assertEquals(List.of(), copy(all, "a.parquet"));
    assertEquals(List.of(), copy(new BitSet(), "none.parquet"));
  }

  @Test
  void filesOfOtherColumnsDoNotBecomeOne() throws Exception {
    predictions("a.parquet", 0, 10, ALL);
    predictions("b.parquet", 10, 10, PredictionColumns.NONE);
    List<RunRecord.DataFile> copies = copy(new BitSet(), "a.parquet", "b.parquet");
    assertEquals(List.of("part-0.parquet", "part-1.parquet"), paths(copies));
    assertEquals(
        query("SELECT * FROM '" + at("b.parquet") + "'"),
        query("SELECT * FROM '" + copied(1) + "'"));
  }

  @Test
  void aDamagedSourceIsAnError() throws Exception {
    predictions("a.parquet", 0, 10, ALL);
    byte[] bytes = Files.readAllBytes(at("a.parquet"));
    Files.delete(folder.resolve(".a.parquet.crc"));
    Files.write(at("a.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThrows(RuntimeException.class, () -> copy(new BitSet(), "a.parquet"));
  }

  private void predictions(String name, int first, int rows, PredictionColumns columns)
      throws IOException {
    try (TableWriter<PredictionRow> writer =
        TableWriter.predictions(
            new org.apache.hadoop.fs.Path(at(name).toString()), new Configuration(), columns)) {
      for (int i = first; i < first + rows; i++) {
        Prediction prediction =
            i % 7 == 3
                ? Prediction.failed("it broke: é")
                : new Prediction.Builder()
                    .top(List.of(new LabelScore("cat", 0.75f), new LabelScore("dog", i / 1e3f)))
                    .embedding(new float[] {i, -0.0f, Float.MIN_VALUE})
                    .objects(
                        i % 2 == 0
                            ? List.of()
                            : List.of(new DetectedObject("cat", 0.5f, 1, 2, 3.5f, i)))
                    .build();
        float[] guards = columns.guards().isEmpty() ? null : new float[] {i, Float.NaN};
        byte[] mask = columns.masks() ? new byte[] {0, (byte) i} : null;
        writer.write(new PredictionRow("id-" + i, prediction, guards, mask, i));
      }
    }
  }

  private List<RunRecord.DataFile> copy(BitSet leftOut, String... names) throws IOException {
    try (RowCopier copier =
        new RowCopier(
            new Configuration(),
            new org.apache.hadoop.fs.Path(folder.resolve("copies").toString()))) {
      for (String name : names) {
        copier.copy(new org.apache.hadoop.fs.Path(at(name).toString()), leftOut);
      }
      return copier.finish();
    }
  }

  private static List<String> paths(List<RunRecord.DataFile> files) {
    return files.stream().map(RunRecord.DataFile::path).toList();
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private Path copied(int number) {
    return folder.resolve("copies/part-" + number + ".parquet");
  }

  private static List<String> schema(Path file) throws SQLException {
    return query(
        "SELECT name, type, repetition_type, converted_type FROM parquet_schema('" + file + "')");
  }

  /** How columns are compressed, and which have dictionaries. */
  private static List<String> form(Path file) throws SQLException {
    return query(
        "SELECT DISTINCT path_in_schema, compression, encodings LIKE '%DICT%'"
            + " FROM parquet_metadata('"
            + file
            + "') ORDER BY 1");
  }

  /** All rows, as text. */
  private static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT to_json(t)::VARCHAR FROM (" + sql + ") t")) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
