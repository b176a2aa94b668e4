package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.bifocal.LocalSpark;
import io.bifocal.inference.DetectedObject;
import io.bifocal.inference.EncodedImage;
import io.bifocal.inference.LabelScore;
import io.bifocal.inference.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writers write is read back by readers that know nothing of them. */
class TableWriterTest {
  private static final String ID = "ab".repeat(32);

  @TempDir private Path folder;

  @Test
  void featuresAreReadByDuckDb() throws Exception {
    Path file = folder.resolve("f.parquet");
    write(file);
    assertEquals(
        List.of("image_id VARCHAR", "vector FLOAT[]", "error VARCHAR", "micros BIGINT"),
        query("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '%s')", file));
    assertEquals(
        List.of(
            ID + "|[1.5, -0.0, 1e-45]|NULL|7",
            "b|NULL|too small: é\n|0",
            "c|[]|NULL|9223372036854775807"),
        query(
            "SELECT concat_ws('|', image_id, coalesce(vector::VARCHAR, 'NULL'),"
                + " coalesce(error, 'NULL'), micros) FROM '%s'",
            file));
  }

  @Test
  void featuresAreReadBySparkUnderTheirSchema() throws Exception {
    Path file = folder.resolve("f.parquet");
    write(file);
    List<Row> rows = read(file, Tables.FEATURES);
    assertEquals(List.of(1.5f, -0.0f, Float.MIN_VALUE), rows.get(0).getList(1));
    assertNull(rows.get(0).get(2));
    assertNull(rows.get(1).get(1));
    assertEquals("too small: é\n", rows.get(1).get(2));
    assertEquals(List.of(), rows.get(2).getList(1));
    assertEquals(Long.MAX_VALUE, rows.get(2).getLong(3));
  }

  @Test
  void predictionsAreReadByDuckDb() throws Exception {
    Path file = folder.resolve("p.parquet");
    writePredictions(file);
    assertEquals(
        List.of(
            "image_id VARCHAR",
            "label VARCHAR",
            "score FLOAT",
            "top STRUCT(\"label\" VARCHAR, score FLOAT)[]",
            "embedding FLOAT[]",
            "objects STRUCT(\"label\" VARCHAR, score FLOAT, x FLOAT, y FLOAT, width FLOAT,"
                + " height FLOAT)[]",
            "error VARCHAR",
            "micros BIGINT"),
        query("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '%s')", file));
    assertEquals(
        List.of(
            "a|cat|0.75|[{'label': cat, 'score': 0.75}, {'label': dog, 'score': 0.25}]"
                + "|[0.5, 1.0]|[{'label': cat, 'score': 0.5, 'x': 1.0, 'y': 2.0, 'width': 3.5,"
                + " 'height': 4.0}]|NULL|3",
            "b|NULL|NULL|NULL|[2.0]|[]|NULL|4",
            "c|NULL|NULL|NULL|NULL|NULL|it broke|5"),
        query(
            "SELECT concat_ws('|', image_id, coalesce(label, 'NULL'),"
                + " coalesce(score::VARCHAR, 'NULL'), coalesce(top::VARCHAR, 'NULL'),"
                + " coalesce(embedding::VARCHAR, 'NULL'), coalesce(objects::VARCHAR, 'NULL'),"
                + " coalesce(error, 'NULL'), micros) FROM '%s'",
            file));
  }

  @Test
  void predictionsAreReadBySparkUnderTheirSchema() throws Exception {
    Path file = folder.resolve("p.parquet");
    writePredictions(file);
    List<Row> rows = read(file, Tables.PREDICTIONS);
    assertEquals("cat", rows.get(0).get(1));
    assertEquals(0.75f, rows.get(0).getFloat(2));
    assertEquals(0.25f, rows.get(0).<Row>getList(3).get(1).getFloat(1));
    assertEquals(List.of(0.5f, 1f), rows.get(0).getList(4));
    assertEquals(3.5f, rows.get(0).<Row>getList(5).get(0).getFloat(4));
    for (int column : new int[] {1, 2, 3, 6}) {
      assertNull(rows.get(1).get(column), "column " + column);
    }
    assertEquals("it broke", rows.get(2).get(6));
  }

  @Test
  void guardsAreTheLastColumnsOfPredictions() throws Exception {
    Path file = folder.resolve("p.parquet");
    PredictionColumns columns = new PredictionColumns(List.of("entropy", "margin"), false);
    Prediction prediction = new Prediction.Builder().embedding(new float[] {2}).build();
    try (TableWriter<PredictionRow> writer = TableWriter.predictions(at(file), hadoop(), columns)) {
      writer.write(new PredictionRow("a", prediction, new float[] {0.5f, 0.25f}, null, 1));
      writer.write(new PredictionRow("b", prediction, new float[] {Float.NaN, 0.75f}, null, 2));
      writer.write(new PredictionRow("c", Prediction.failed("it broke"), null, null, 3));
    }
    StructType schema =
        Tables.PREDICTIONS
            .add("entropy", DataTypes.FloatType, true)
            .add("margin", DataTypes.FloatType, true);
    assertEquals("0.5 0.25", guards(read(file, schema).get(0)));
    assertEquals("null 0.75", guards(read(file, schema).get(1)));
    assertEquals("null null", guards(read(file, schema).get(2)));
    assertEquals(
        List.of("a|0.5", "b|NULL", "c|NULL"),
        query("SELECT image_id || '|' || coalesce(entropy::VARCHAR, 'NULL') FROM '%s'", file));
  }

  private static String guards(Row row) {
    return row.get(8) + " " + row.get(9);
  }

  @Test
  void masksComeLastAndAreNoHindranceToTheUsualColumns() throws Exception {
    Path file = folder.resolve("m.parquet");
    try (TableWriter<PredictionRow> writer =
        TableWriter.predictions(at(file), hadoop(), new PredictionColumns(List.of(), true))) {
      Prediction prediction =
          new Prediction.Builder().top(List.of(new LabelScore("sky", 1))).build();
      writer.write(new PredictionRow("a", prediction, null, new byte[] {0, -1, 10}, 3));
      writer.write(new PredictionRow("b", Prediction.failed("it broke"), null, null, 4));
    }
    read(file, Tables.PREDICTIONS.add("mask", DataTypes.BinaryType));
    assertEquals(
        List.of("a|sky|00FF0A", "b|it broke"),
        query("SELECT concat_ws('|', image_id, label, error, hex(mask)) FROM '%s'", file));
    List<Row> usual =
        LocalSpark.session()
            .read()
            .schema(Tables.PREDICTIONS)
            .parquet(file.toString())
            .collectAsList();
    assertEquals("sky", usual.get(0).getString(1));
    assertEquals(4, usual.get(1).getLong(7));
  }

  @Test
  void picturesAreReadByBoth() throws Exception {
    Path file = folder.resolve("i.parquet");
    try (TableWriter<PictureRow> writer = TableWriter.pictures(at(file), hadoop())) {
      EncodedImage image = new EncodedImage(new byte[] {-119, 80, 0}, 640, 480);
      writer.write(new PictureRow("a", image, null, 3));
      writer.write(new PictureRow("b", null, "it broke", 4));
    }
    read(file, Tables.PICTURES);
    assertEquals(
        List.of("a|895000|640|480|3", "b|it broke|4"),
        query(
            "SELECT concat_ws('|', image_id, hex(image), width, height, error, micros) FROM '%s'",
            file));
  }

  @Test
  void rejectionsAreReadByBoth() throws Exception {
    Path file = folder.resolve("r.parquet");
    try (TableWriter<RejectionRow> writer = TableWriter.rejections(at(file), hadoop())) {
      writer.write(new RejectionRow("a", "corrupt", "at byte 7: \"x\""));
      assertEquals(1, writer.rows());
    }
    assertEquals(
        List.of("a|corrupt|at byte 7: \"x\""),
        query("SELECT concat_ws('|', image_id, reason, detail) FROM '%s'", file));
    Row row = LocalSpark.session().read().parquet(file.toString()).collectAsList().get(0);
    assertEquals("a,corrupt,at byte 7: \"x\"", row.mkString(","));
  }

  @Test
  void everyColumnIsCompressedWithZstd() throws Exception {
    Path features = folder.resolve("f.parquet");
    Path predictions = folder.resolve("p.parquet");
    write(features);
    writePredictions(predictions);
    for (Path file : List.of(features, predictions)) {
      assertEquals(
          List.of("ZSTD"), query("SELECT DISTINCT compression FROM parquet_metadata('%s')", file));
    }
  }

  @Test
  void valuesThatNeverRepeatHaveNoDictionary() throws Exception {
    Path file = folder.resolve("f.parquet");
    write(file);
    assertEquals(
        List.of("image_id", "vector, list, element"),
        query(
            "SELECT DISTINCT path_in_schema FROM parquet_metadata('%s')"
                + " WHERE encodings NOT LIKE '%%DICT%%' AND path_in_schema NOT IN"
                + " ('error', 'micros') ORDER BY 1",
            file));
  }

  @Test
  void aTableOfNoRowsIsATable() throws Exception {
    Path file = folder.resolve("f.parquet");
    TableWriter.features(at(file), hadoop()).close();
    assertEquals(List.of(), read(file, Tables.FEATURES));
    assertEquals(List.of("0"), query("SELECT count(*) FROM '%s'", file));
    assertEquals(0, Store.at(folder.toString(), hadoop()).rows(at(file)));
  }

  @Test
  void theRowsOfAFileAreInItsFooter() throws Exception {
    Path file = folder.resolve("f.parquet");
    write(file);
    assertEquals(3, Store.at(folder.toString(), hadoop()).rows(at(file)));
  }

  private static final Path PROPERTY_FILE = temporary();

  @Property(tries = 30)
  void everyFiniteFloatComesBackBitByBit(
      @ForAll @Size(max = 40) List<@Size(max = 20) List<Integer>> vectors) throws Exception {
    List<float[]> written = new ArrayList<>();
    for (List<Integer> bits : vectors) {
      float[] vector = new float[bits.size()];
      for (int i = 0; i < vector.length; i++) {
        float value = Float.intBitsToFloat(bits.get(i));
        vector[i] = Float.isFinite(value) ? value : -0.0f;
      }
      written.add(vector);
    }
    try (TableWriter<FeatureRow> writer = TableWriter.features(at(PROPERTY_FILE), hadoop())) {
      for (int i = 0; i < written.size(); i++) {
        writer.write(new FeatureRow(Integer.toString(i), written.get(i), null, i));
      }
    }
    List<float[]> read = vectors(PROPERTY_FILE);
    assertEquals(written.size(), read.size());
    for (int i = 0; i < read.size(); i++) {
      assertArrayEquals(bits(written.get(i)), bits(read.get(i)));
    }
  }

  @Test
  @SuppressWarnings("try")
  void aClosedFileIsDescribedByItsRowsItsSizeAndItsHash() throws Exception {
    Path file = folder.resolve("f.parquet");
    TableWriter<FeatureRow> writer = TableWriter.features(at(file), hadoop());
    try (writer) {
      writer.write(new FeatureRow(ID, new float[] {1.5f}, null, 7));
    }
    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    assertEquals(
        new RunRecord.DataFile("there/f.parquet", 1, Files.size(file), sha256),
        writer.written("there/f.parquet"));
  }

  @AfterContainer
  static void removePropertyFile() throws IOException {
    Files.deleteIfExists(PROPERTY_FILE);
  }

  private static void write(Path file) throws IOException {
    try (TableWriter<FeatureRow> writer = TableWriter.features(at(file), hadoop())) {
      writer.write(new FeatureRow(ID, new float[] {1.5f, -0.0f, Float.MIN_VALUE}, null, 7));
      writer.write(new FeatureRow("b", null, "too small: é\n", 0));
      writer.write(new FeatureRow("c", new float[0], null, Long.MAX_VALUE));
    }
  }

  private static void writePredictions(Path file) throws IOException {
    try (TableWriter<PredictionRow> writer =
        TableWriter.predictions(at(file), hadoop(), PredictionColumns.NONE)) {
      List<LabelScore> top = List.of(new LabelScore("cat", 0.75f), new LabelScore("dog", 0.25f));
      List<DetectedObject> objects = List.of(new DetectedObject("cat", 0.5f, 1, 2, 3.5f, 4));
      writer.write(
          new PredictionRow(
              "a",
              new Prediction.Builder()
                  .top(top)
                  .embedding(new float[] {0.5f, 1})
                  .objects(objects)
                  .build(),
              null,
              null,
              3));
      writer.write(
          new PredictionRow(
              "b",
              new Prediction.Builder().embedding(new float[] {2}).objects(List.of()).build(),
              null,
              null,
              4));
      writer.write(new PredictionRow("c", Prediction.failed("it broke"), null, null, 5));
    }
  }

  /** The rows, after a check that the file's own schema is this one. */
  private static List<Row> read(Path file, StructType schema) {
    Dataset<Row> own = LocalSpark.session().read().parquet(file.toString());
    // Spark makes every column of a file nullable.
    assertEquals(schema.asNullable(), own.schema());
    return LocalSpark.session().read().schema(schema).parquet(file.toString()).collectAsList();
  }

  private static List<String> query(String sql, Path file) throws SQLException {
    List<String> result = new ArrayList<>();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duckDb
                .createStatement()
                .executeQuery(String.format(java.util.Locale.ROOT, sql, file))) {
      while (rows.next()) {
        result.add(rows.getString(1));
      }
    }
    return result;
  }

  private static List<float[]> vectors(Path file) throws SQLException {
    List<float[]> result = new ArrayList<>();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duckDb
                .createStatement()
                .executeQuery("SELECT vector FROM '" + file + "' ORDER BY micros")) {
      while (rows.next()) {
        Object[] values = (Object[]) rows.getArray(1).getArray();
        float[] vector = new float[values.length];
        for (int i = 0; i < values.length; i++) {
          vector[i] = (Float) values[i];
        }
        result.add(vector);
      }
    }
    return result;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  private static org.apache.hadoop.fs.Path at(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private static Configuration hadoop() {
    return new Configuration();
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("floats", ".parquet");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
