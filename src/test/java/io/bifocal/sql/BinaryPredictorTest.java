package io.bifocal.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.bifocal.LocalSpark;
import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Networks;
import io.bifocal.inference.OnnxFile;
import io.bifocal.inference.Quickstart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryPredictorTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);
  private static final float TOLERANCE = 1e-4f;

  @Test
  void numbersOfPicturesGiveTheReference() {
    Map<String, float[]> logits = Quickstart.reference("emoji-cnn", "logits");
    Map<String, float[]> embeddings = Quickstart.reference("emoji-cnn", "embedding");
    List<Row> rows = new ArrayList<>();
    logits.keySet().forEach(name -> rows.add(RowFactory.create(name, tensor(name))));
    BinaryPredictor predictor = predictor(Quickstart.EMOJI);
    for (int batch : new int[] {1, 8}) {
      List<Row> result =
          predictor.setBatchSize(batch).transform(data(rows, FLOATS)).collectAsList();
      assertEquals(rows.size(), result.size());
      for (Row row : result) {
        Map<String, Row> outputs = outputs(row);
        assertEquals(List.of(10), outputs.get("logits").getList(1));
        assertValues(logits.get(row.getString(0)), outputs.get("logits"));
        assertValues(embeddings.get(row.getString(0)), outputs.get("embedding"));
      }
    }
  }

  @Test
  void npyHasTheShape() throws IOException {
    String name = "animal/google_1f40d.png";
    Path folder = Quickstart.EMOJI;
    byte[] plain = little(tensor(name));
    List<Row> result =
        predictor(folder)
            .setBatchSize(2)
            .transform(
                data(
                    List.of(
                        RowFactory.create("batch", npy("<f4", "False", "1, 3, 64, 64", plain)),
                        RowFactory.create("alone", npy("<f4", "False", "3, 64, 64", plain)),
                        RowFactory.create("bytes", plain),
                        RowFactory.create("two", npy("<f4", "False", "2, 3, 32, 64", plain)),
                        RowFactory.create("few", npy("<f4", "False", "1, 3, 64, 63", plain)),
                        RowFactory.create("double", npy("<f8", "False", "1, 3, 64, 64", plain)),
                        RowFactory.create("fortran", npy("<f4", "True", "1, 3, 64, 64", plain)),
                        RowFactory.create("cut", Arrays.copyOf(npy("<f4", "", "", plain), 9)),
                        RowFactory.create("odd", new byte[7]),
                        RowFactory.create("zip", zip(plain)),
                        RowFactory.create("list", encodedByDjl()),
                        RowFactory.create("null", null)),
                    DataTypes.BinaryType))
            .collectAsList();
    float[] expected = Quickstart.reference("emoji-cnn", "logits").get(name);
    Map<String, String> errors = new HashMap<>();
    for (Row row : result) {
      if (row.isNullAt(3)) {
        assertValues(expected, outputs(row).get("logits"));
      } else {
        assertNull(row.get(2));
        errors.put(row.getString(0), row.getString(3));
      }
    }
    assertEquals(
        Map.of(
            "two",
            "numbers of shape [2, 3, 32, 64] do not fit the input 'input' [?, 3, 64, 64]; one row at"
                + " a time",
            "few",
            "12288 numbers do not fit the input 'input' of shape [3, 64, 63]",
            "double",
            "the .npy holds <f8; save it as float32 in C order: numpy.ascontiguousarray(x, '<f4')",
            "fortran",
            "the .npy holds <f4 in Fortran order; save it as float32 in C order:"
                + " numpy.ascontiguousarray(x, '<f4')",
            "cut",
            "the header of the .npy is damaged",
            "zip",
            "a list of tensors (.npz, or DJL's own encoding) is not read; give one tensor as .npy",
            "list",
            "a list of tensors (.npz, or DJL's own encoding) is not read; give one tensor as .npy",
            "odd",
            "7 bytes are neither .npy nor 32-bit floats, which have 4 bytes each",
            "null",
            "there are no numbers: the column is null"),
        errors);
  }

  @Test
  void rowsThatFailDoNotDisturbTheOthers(@TempDir Path folder) throws IOException {
    Files.write(
        folder.resolve("model.onnx"),
        OnnxFile.withInput("numbers", 3)
            .matrix("weights", 3, 2, 1, 10, 2, 20, 3, 30)
            .node("MatMul", List.of("numbers", "weights"), "sums")
            .node("Neg", List.of("numbers"), "negated")
            .output("sums")
            .output("negated")
            .bytes());
    List<Row> rows =
        List.of(
            RowFactory.create("a", new float[] {1, 1, 1}),
            RowFactory.create("b", new float[] {0, 1, 0}),
            RowFactory.create("c", new float[] {0, 1}),
            RowFactory.create("d", new float[] {-1, Float.NaN, 2}),
            RowFactory.create("e", new float[] {5, 0, 1}));
    for (int batch : new int[] {1, 2, 5}) {
      List<Row> result =
          predictor(folder)
              .setBatchSize(batch)
              .transform(data(rows, FLOATS).coalesce(1))
              .collectAsList();
      assertEquals(
          "[a, b, c, d, e]", result.stream().map(row -> row.getString(0)).toList().toString());
      assertValues(new float[] {6, 60}, outputs(result.get(0)).get("sums"));
      assertValues(new float[] {-1, -1, -1}, outputs(result.get(0)).get("negated"));
      assertValues(new float[] {2, 20}, outputs(result.get(1)).get("sums"));
      assertEquals(
          "2 numbers do not fit the input 'numbers' of shape [3]", result.get(2).getString(3));
      assertValues(new float[] {Float.NaN, Float.NaN}, outputs(result.get(3)).get("sums"));
      assertValues(new float[] {8, 80}, outputs(result.get(4)).get("sums"));
    }
  }

  @Test
  void anOpenSideFollowsFromTheNumbers(@TempDir Path folder) throws IOException {
    Files.write(
        folder.resolve("model.onnx"),
        OnnxFile.withInput("numbers", -1, 3)
            .matrix("weights", 3, 1, 1, 2, 3)
            .node("MatMul", List.of("numbers", "weights"), "sums")
            .output("sums")
            .bytes());
    List<Row> result =
        predictor(folder)
            .setBatchSize(4)
            .transform(
                data(
                        List.of(
                            RowFactory.create("one", new double[] {1, 1, 1}),
                            RowFactory.create("two", new double[] {1, 1, 1, 0, 0, 1}),
                            RowFactory.create("odd", new double[] {1, 1, 1, 1}),
                            RowFactory.create("none", new double[0])),
                        DataTypes.createArrayType(DataTypes.DoubleType))
                    .coalesce(1))
            .collectAsList();
    assertEquals(List.of(1, 1), outputs(result.get(0)).get("sums").getList(1));
    assertValues(new float[] {6}, outputs(result.get(0)).get("sums"));
    assertEquals(List.of(2, 1), outputs(result.get(1)).get("sums").getList(1));
    assertValues(new float[] {6, 3}, outputs(result.get(1)).get("sums"));
    assertEquals(
        "4 numbers do not fit the input 'numbers' of shape [1, 3]", result.get(2).getString(3));
    assertEquals(
        "0 numbers do not fit the input 'numbers' of shape [0, 3]", result.get(3).getString(3));
  }

  @Test
  void itIsSavedAndLoaded(@TempDir Path folder) throws IOException {
    BinaryPredictor predictor = predictor(Quickstart.EMOJI).setBatchSize(3);
    predictor.save(folder.resolve("saved").toString());
    BinaryPredictor loaded = BinaryPredictor.load(folder.resolve("saved").toString());
    assertEquals(predictor.explainParams(), loaded.explainParams());
  }

  @Test
  void wrongParametersAreErrors(@TempDir Path folder) throws IOException {
    Dataset<Row> data = data(List.of(RowFactory.create("a", new float[] {1})), FLOATS);
    assertError(
        "inputCol is not set", new BinaryPredictor().setModelUrl("x").setOutputCol("y"), data);
    assertError("is STRING", predictor(Quickstart.EMOJI).setInputCol("name"), data);
    assertError("model.onnx is missing", predictor(folder), data);
    Files.write(
        folder.resolve("model.onnx"),
        OnnxFile.withInput("a", 1)
            .input("b", 1)
            .node("Add", List.of("a", "b"), "sum")
            .output("sum")
            .bytes());
    assertError("has the inputs [a FLOAT [?, 1], b FLOAT [?, 1]]", predictor(folder), data);
  }

  private static void assertError(String expected, BinaryPredictor predictor, Dataset<Row> data) {
    UserError error = assertThrows(UserError.class, () -> predictor.transform(data));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }

  private static BinaryPredictor predictor(Path folder) {
    return new BinaryPredictor()
        .setModelUrl(folder.toString())
        .setInputCol("numbers")
        .setOutputCol("outputs");
  }

  private static Dataset<Row> data(List<Row> rows, DataType numbers) {
    return SPARK.createDataFrame(
        rows, new StructType().add("name", "string").add("numbers", numbers));
  }

  private static Map<String, Row> outputs(Row row) {
    assertNull(row.get(3));
    Map<String, Row> result = new HashMap<>();
    for (Row output : row.<Row>getList(2)) {
      result.put(output.getString(0), output);
    }
    return result;
  }

  private static void assertValues(float[] expected, Row output) {
    List<Float> values = output.getList(2);
    float[] actual = new float[values.size()];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = values.get(i);
    }
    assertArrayEquals(expected, actual, TOLERANCE);
  }

  /** Red, green and blue, plane by plane, 0 to 1, of a picture of 64 by 64. */
  private static float[] tensor(String name) {
    byte[] pixels = new byte[64 * 64 * 3];
    try (Picture picture = Quickstart.picture(name)) {
      Mat bgr = picture.bgr();
      try (BytePointer data = bgr.data()) {
        data.get(pixels);
      }
    }
    float[] result = new float[pixels.length];
    for (int i = 0; i < result.length; i++) {
      int channel = i / (64 * 64);
      int place = i % (64 * 64);
      result[i] = (pixels[3 * place + 2 - channel] & 0xff) / 255f;
    }
    return result;
  }

  private static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(content);
    }
    return file.toByteArray();
  }

  /** Made by DJL, once its engine runs. */
  private static byte[] encodedByDjl() {
    ModelFiles files = ModelFiles.read(Quickstart.EMOJI);
    Networks.shared(files, 1);
    try (NDManager manager = NDManager.newBaseManager();
        NDArray array = manager.create(new float[] {1, 2, 3})) {
      return new NDList(array).encode();
    }
  }

  private static byte[] little(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** As numpy.save writes it. */
  private static byte[] npy(String type, String fortran, String shape, byte[] values) {
    String header =
        "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': (" + shape + "), }";
    int length = (header.length() + 10) / 64 * 64 + 53;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1));
    file.write((length + 1) & 0xff);
    file.write((length + 1) >> 8);
    file.writeBytes(
        (header + " ".repeat(length - header.length()) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    file.writeBytes(values);
    return file.toByteArray();
  }
}
