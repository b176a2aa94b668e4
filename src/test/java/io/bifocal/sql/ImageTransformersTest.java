package io.bifocal.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.conf.BatchSize;
import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import io.bifocal.inference.DetectedObject;
import io.bifocal.inference.LabelScore;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import io.bifocal.inference.OnnxFile;
import io.bifocal.inference.Prediction;
import io.bifocal.inference.Quickstart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart's networks and pictures through Spark ML. */
class ImageTransformersTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final String EMOJI = Quickstart.EMOJI.toString();
  private static final String MOBILENET = Quickstart.MOBILENET.toString();
  private static final Map<String, float[]> LOGITS = Quickstart.reference("emoji-cnn", "logits");
  private static final double TOLERANCE = 1e-4;

  @Test
  void encodedBytesGiveWhatTheNetworkGives() {
    Map<String, Row> rows = predictions(classifier().setInputCol("content").transform(files()));
    assertSameAsNetwork(rows);
  }

  @Test
  void sparksImageColumnGivesWhatTheNetworkGives() {
    Dataset<Row> images = images().withColumn("path", functions.col("image.origin"));
    assertSameAsNetwork(predictions(classifier().setInputCol("image").transform(images)));
  }

  @Test
  void sparksImageColumnsGiveWhatTheNetworkGives() {
    Dataset<Row> images = images().select("image.*").withColumn("path", functions.col("origin"));
    assertSameAsNetwork(predictions(classifier().transform(images)));
  }

  @Test
  void columnsAreTakenByTheirNamesNotTheirPlaces() {
    Dataset<Row> images =
        images()
            .selectExpr(
                "image.data AS d",
                "image.mode AS m",
                "image.nChannels AS c",
                "image.width AS w",
                "image.height AS h",
                "image.origin AS path");
    ImageClassifier classifier =
        classifier().setInputCols(new String[] {"path", "h", "w", "c", "m", "d"});
    assertSameAsNetwork(predictions(classifier.transform(images)));
  }

  @Test
  void scoresAreThoseOfTheReference() {
    Map<String, Row> rows =
        predictions(classifier().setInputCol("content").setTopK(10).transform(files()));
    Map<String, Row> raw =
        predictions(classifier().setInputCol("content").setApplySoftmax(false).transform(files()));
    LOGITS.forEach(
        (name, logits) -> {
          double[] expected = doubles(logits);
          assertArrayEquals(expected, doubles(raw.get(name), "probabilities"), TOLERANCE, name);
          double[] scores = softmax(expected);
          assertArrayEquals(scores, doubles(rows.get(name), "probabilities"), TOLERANCE, name);
          double[] sorted = Arrays.stream(scores).sorted().toArray();
          List<Row> top = rows.get(name).getList(rows.get(name).fieldIndex("topK"));
          assertEquals(10, top.size());
          for (int i = 0; i < 10; i++) {
            assertEquals(sorted[9 - i], top.get(i).<Double>getAs("probability"), TOLERANCE, name);
          }
        });
  }

  @Test
  void topIsTheCardsUnlessSet() {
    Dataset<Row> one = files().limit(1);
    assertEquals(5, top(classifier().setInputCol("content").transform(one)).size());
    assertEquals(2, top(classifier().setInputCol("content").setTopK(2).transform(one)).size());
    assertEquals(10, top(classifier().setInputCol("content").setTopK(99).transform(one)).size());
  }

  @Test
  void embeddingsAreThoseOfTheReference() {
    Dataset<Row> embedded =
        new ImageEmbedder()
            .setModelUrl("file://" + Quickstart.MOBILENET.toAbsolutePath())
            .setEngine("OnnxRuntime")
            .setInputCol("content")
            .setOutputCol("vector")
            .transform(files());
    List<Row> rows = embedded.select("path", "vector").collectAsList();
    Map<String, float[]> reference = Quickstart.reference("mobilenetv2-576", "embedding");
    assertEquals(reference.size(), rows.size());
    for (Row row : rows) {
      float[] expected = reference.get(name(row.getString(0)));
      assertArrayEquals(doubles(expected), doubles(row, "vector"), TOLERANCE);
    }
  }

  /** BlazeFaceTest has what an independent implementation says of this picture. */
  @Test
  void objectsAreThoseThatTheNetworkFinds() {
    String folder = "src/test/resources/models/blazeface";
    String file = folder + "/astronaut.png";
    DetectedObject face = object(Path.of(folder), file);
    ObjectDetector detector = new ObjectDetector().setModelUrl(folder).setOutputCol("faces");
    List<Dataset<Row>> results =
        List.of(
            detector
                .copy(detector.extractParamMap())
                .setInputCol("content")
                .transform(SPARK.read().format("binaryFile").load(file)),
            detector.transform(SPARK.read().format("image").load(file).select("image.*")));
    for (Dataset<Row> result : results) {
      Row faces = result.select("faces").head().getStruct(0);
      assertEquals(List.of("face"), faces.getList(faces.fieldIndex("class_names")));
      assertEquals(List.of((double) face.score()), faces.getList(1));
      assertEquals(
          List.of(
              RowFactory.create(
                  (double) face.x(),
                  (double) face.y(),
                  (double) face.width(),
                  (double) face.height())),
          faces.getList(faces.fieldIndex("bounding_boxes")));
    }
  }

  /** A network that gives its input, whose strongest colour is then the label of a pixel. */
  @Test
  void segmentsAreSharesAndAMask(@TempDir Path folder) throws IOException {
    Files.write(
        folder.resolve("model.onnx"),
        OnnxFile.withInput("x", 3, 2, 2).node("Identity", List.of("x"), "y").output("y").bytes());
    Files.writeString(folder.resolve("labels.txt"), "red\ngreen\nblue\n");
    Files.writeString(
        folder.resolve("card.conf"),
        "task = segmentation, input { size = 2 }, outputs { segments = y }, labels = labels.txt");
    byte[] bgr = {0, 0, 9, 0, 9, 0, 9, 0, 0, 0, 0, 9};
    Row row =
        new SemanticSegmenter()
            .setModelUrl(folder.toString())
            .setOutputCol("segments")
            .transform(
                SPARK.createDataFrame(
                    List.of(RowFactory.create("picture", 2, 2, 3, 16, bgr)), pixelSchema()))
            .head();
    Row segments = row.getAs("segments");
    assertEquals(List.of("red", "green", "blue"), segments.getList(0));
    assertEquals(List.of(0.5, 0.25, 0.25), segments.getList(1));
    BufferedImage mask = ImageIO.read(new ByteArrayInputStream(segments.getAs(2)));
    assertArrayEquals(new int[] {0, 1, 2, 0}, mask.getRaster().getPixels(0, 0, 2, 2, (int[]) null));
  }

  @Test
  void theBatchChangesNothingAndRowsKeepTheirOrder() {
    Dataset<Row> files = files().coalesce(1).cache();
    List<Row> expected = classifier().setInputCol("content").transform(files).collectAsList();
    for (int batch : new int[] {1, 3, 64}) {
      assertEquals(
          expected,
          classifier().setInputCol("content").setBatchSize(batch).transform(files).collectAsList());
    }
    assertEquals(
        files.select("path").collectAsList(),
        expected.stream().map(row -> RowFactory.create(row.getString(0))).toList());
    files.unpersist();
  }

  @Test
  void pipelinesAreSavedAndLoaded(@TempDir Path folder) throws IOException {
    ImageClassifier classifier =
        classifier().setInputCol("content").setTopK(3).setApplySoftmax(true).setBatchSize(4);
    ImageEmbedder embedder =
        new ImageEmbedder().setModelUrl(EMOJI).setInputCol("content").setOutputCol("vector");
    Dataset<Row> files = files().drop("modificationTime").coalesce(1);
    PipelineModel model =
        new Pipeline().setStages(new PipelineStage[] {classifier, embedder}).fit(files);
    model.save(folder.resolve("pipeline").toString());
    PipelineModel loaded = PipelineModel.load(folder.resolve("pipeline").toString());
    assertEquals(model.transform(files).collectAsList(), loaded.transform(files).collectAsList());
    assertEquals(classifier.uid(), loaded.stages()[0].uid());

    classifier.save(folder.resolve("classifier").toString());
    ImageClassifier again = ImageClassifier.load(folder.resolve("classifier").toString());
    for (Param<?> param : classifier.params()) {
      assertEquals(classifier.isSet(param), again.isSet(again.getParam(param.name())));
      assertArrayEquals(
          new Object[] {classifier.get(param).getOrElse(() -> null)},
          new Object[] {again.get(again.getParam(param.name())).getOrElse(() -> null)},
          param.name());
    }
  }

  @Test
  void copiesHaveTheirOwnParameters() {
    ImageClassifier classifier = classifier();
    ImageClassifier copy = classifier.copy(classifier.extractParamMap());
    copy.setTopK(7);
    assertEquals(classifier.uid(), copy.uid());
    assertTrue(copy.isSet(copy.topK()));
    assertTrue(!classifier.isSet(classifier.topK()));
  }

  @Test
  void whatIsNoPictureIsTheRowsError() throws IOException {
    byte[] whole =
        Files.readAllBytes(Path.of("src/quickstart/emoji-small/animal/google_1f402.png"));
    StructType schema = new StructType().add("id", "int").add("content", DataTypes.BinaryType);
    Dataset<Row> data =
        SPARK.createDataFrame(
            List.of(
                RowFactory.create(1, whole),
                RowFactory.create(2, null),
                RowFactory.create(3, new byte[0]),
                RowFactory.create(4, Arrays.copyOf(whole, whole.length / 2)),
                RowFactory.create(5, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
                RowFactory.create(6, whole)),
            schema);
    for (int batch : new int[] {1, 2, 10}) {
      List<Row> rows =
          classifier()
              .setInputCol("content")
              .setBatchSize(batch)
              .transform(data.coalesce(1))
              .collectAsList();
      assertEquals(List.of(1, 2, 3, 4, 5, 6), rows.stream().map(row -> row.getInt(0)).toList());
      assertNull(rows.get(0).getAs("prediction_error"));
      assertEquals(rows.get(0).<Row>getAs("prediction"), rows.get(5).<Row>getAs("prediction"));
      List<String> errors = new ArrayList<>();
      for (Row row : rows.subList(1, 5)) {
        assertNull(row.getAs("prediction"));
        errors.add(row.<String>getAs("prediction_error").replaceFirst(":.*", ""));
      }
      assertEquals(List.of("empty", "empty", "truncated", "not_an_image"), errors);
    }
  }

  /** More than are collected while the network waits for pictures. */
  @Test
  void manyRowsWithoutAPictureKeepTheirOrder() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(RowFactory.create(i, new byte[] {(byte) i}));
    }
    StructType schema = new StructType().add("id", "int").add("content", DataTypes.BinaryType);
    List<Row> result =
        classifier()
            .setInputCol("content")
            .transform(SPARK.createDataFrame(rows, schema).coalesce(1))
            .collectAsList();
    for (int i = 0; i < 200; i++) {
      assertEquals(i, result.get(i).getInt(0));
      assertNotNull(result.get(i).getAs("prediction_error"));
    }
    assertEquals(200, result.size());
  }

  @Test
  void whatSparkCouldNotReadIsTheRowsError(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
    Dataset<Row> images = SPARK.read().format("image").load(folder.toString()).select("image.*");
    Row row = classifier().transform(images).head();
    assertNull(row.getAs("prediction"));
    assertEquals(
        "not_an_image: Spark's image source could not read it; read the files as binaryFile to"
            + " learn why",
        row.getAs("prediction_error"));
  }

  @Test
  void pixelsOfAllModesAreRead() {
    byte[] gray = {0, 100, (byte) 200, (byte) 255};
    byte[] color = new byte[12];
    byte[] clear = new byte[16];
    byte[] white = new byte[12];
    for (int i = 0; i < 4; i++) {
      Arrays.fill(color, 3 * i, 3 * i + 3, gray[i]);
    }
    Arrays.fill(white, (byte) 255);
    List<Row> rows =
        List.of(
            RowFactory.create("gray", 2, 2, 1, 0, gray),
            RowFactory.create("color", 2, 2, 3, 16, color),
            RowFactory.create("clear", 2, 2, 4, 24, clear),
            RowFactory.create("white", 2, 2, 3, 16, white),
            RowFactory.create("float", 2, 2, 1, 5, clear),
            RowFactory.create("short", 2, 3, 1, 0, gray),
            RowFactory.create("contrary", 2, 2, 3, 0, gray),
            RowFactory.create("none", 2, 2, 3, 16, null));
    Map<String, Row> result = new TreeMap<>();
    classifier()
        .transform(SPARK.createDataFrame(rows, pixelSchema()))
        .collectAsList()
        .forEach(row -> result.put(row.getString(0), row));
    assertEquals(
        result.get("color").<Row>getAs("prediction"), result.get("gray").<Row>getAs("prediction"));
    assertEquals(
        result.get("white").<Row>getAs("prediction"), result.get("clear").<Row>getAs("prediction"));
    assertNotNull(result.get("white").getAs("prediction"));
    assertEquals(
        "unsupported: mode = 5 is not read; 0 (CV_8UC1), 16 (CV_8UC3) and 24 (CV_8UC4) are",
        result.get("float").getAs("prediction_error"));
    assertEquals(
        "corrupt: 3 by 2 pixels of 1 channels do not fit 4 values",
        result.get("short").getAs("prediction_error"));
    assertEquals(
        "corrupt: nChannels = 3 and mode = 0 contradict each other",
        result.get("contrary").getAs("prediction_error"));
    assertEquals(
        "empty: there is no picture: data is null", result.get("none").getAs("prediction_error"));
  }

  @Test
  void wrongParametersAreErrors() {
    Dataset<Row> files = files();
    assertError("modelUrl is not set", new ImageClassifier().setOutputCol("x"), files);
    assertError("outputCol is not set", new ImageClassifier().setModelUrl(EMOJI), files);
    assertError("did you mean 'PyTorch'", classifier().setEngine("pytorch"), files);
    assertError("did you mean 'content'", classifier().setInputCol("contents"), files);
    assertError("is no picture", classifier().setInputCol("length"), files);
    assertError(
        "is no picture", classifier().setInputCols(new String[] {"content", "path"}), files);
    assertError(
        "inputCol and inputCols are both set",
        classifier().setInputCol("content").setInputCols(new String[] {"content"}),
        files);
    assertError(
        "there is a column 'length' already",
        classifier().setInputCol("content").setOutputCol("length"),
        files);
    assertError(
        "there is a column 'length' already",
        classifier().setInputCol("content").setErrorCol("length"),
        files);
    assertError(
        "there is no folder no/where",
        classifier().setInputCol("content").setModelUrl("no/where"),
        files);
    assertError(
        "is for OnnxRuntime", classifier().setInputCol("content").setEngine("PyTorch"), files);
    assertError(
        "names no outputs.logits",
        classifier().setInputCol("content").setModelUrl(MOBILENET),
        files);
    assertError(
        "has no detection { … }",
        new ObjectDetector().setModelUrl(EMOJI).setInputCol("content").setOutputCol("x"),
        files);
    assertError(
        "names no outputs.segments",
        new SemanticSegmenter().setModelUrl(EMOJI).setInputCol("content").setOutputCol("x"),
        files);
    assertError(
        "batch-size = 1025 is out of range",
        classifier().setInputCol("content").setBatchSize(1025),
        files);
    assertThrows(IllegalArgumentException.class, () -> classifier().setTopK(0));
    assertThrows(IllegalArgumentException.class, () -> classifier().setBatchSize(0));
  }

  private static void assertError(String expected, Transformer transformer, Dataset<Row> data) {
    UserError error = assertThrows(UserError.class, () -> transformer.transform(data));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }

  private static ImageClassifier classifier() {
    return new ImageClassifier().setModelUrl(EMOJI).setOutputCol("prediction");
  }

  private static Dataset<Row> files() {
    return SPARK.read().format("binaryFile").load(paths());
  }

  private static Dataset<Row> images() {
    return SPARK.read().format("image").load(paths());
  }

  private static String[] paths() {
    return LOGITS.keySet().stream()
        .map(name -> "src/quickstart/emoji-small/" + name)
        .toArray(String[]::new);
  }

  private static StructType pixelSchema() {
    return new StructType()
        .add("origin", "string")
        .add("height", "int")
        .add("width", "int")
        .add("nChannels", "int")
        .add("mode", "int")
        .add("data", "binary");
  }

  /** By the name of the picture; none has an error. */
  private static Map<String, Row> predictions(Dataset<Row> data) {
    Map<String, Row> result = new TreeMap<>();
    for (Row row : data.select("path", "prediction", "prediction_error").collectAsList()) {
      assertNull(row.get(2));
      result.put(name(row.getString(0)), row.getStruct(1));
    }
    return result;
  }

  private static List<Row> top(Dataset<Row> data) {
    return data.select("prediction.topK").head().getList(0);
  }

  private static String name(String path) {
    return path.substring(path.indexOf("/emoji-small/") + "/emoji-small/".length());
  }

  private static void assertSameAsNetwork(Map<String, Row> rows) {
    assertEquals(LOGITS.keySet(), rows.keySet());
    ModelFiles files = ModelFiles.read(Quickstart.EMOJI);
    try (Network network = Network.load(files, 1);
        Network.Worker worker = network.open(new BatchSize(1))) {
      rows.forEach(
          (name, row) -> {
            Prediction prediction = predict(worker, name);
            assertEquals(files.labels(), row.getList(row.fieldIndex("class_names")));
            List<Row> top = row.getList(row.fieldIndex("topK"));
            List<LabelScore> scores =
                top.stream()
                    .map(
                        best ->
                            new LabelScore(
                                best.getAs("class_name"),
                                best.<Double>getAs("probability").floatValue()))
                    .toList();
            assertEquals(prediction.top(), scores, name);
          });
    }
  }

  private static Prediction predict(Network.Worker worker, String name) {
    try (Picture picture = Quickstart.picture(name)) {
      worker.add(picture);
      return worker.run().get(0);
    }
  }

  private static DetectedObject object(Path folder, String file) {
    try (Network network = Network.load(ModelFiles.read(folder), 1);
        Network.Worker worker = network.open(new BatchSize(1));
        Picture picture =
            Picture.of(opencv_imgcodecs.imread(file, opencv_imgcodecs.IMREAD_COLOR))) {
      worker.add(picture);
      return worker.run().get(0).objects().get(0);
    }
  }

  private static double[] doubles(Row row, String field) {
    List<Number> values = row.getList(row.fieldIndex(field));
    return values.stream().mapToDouble(Number::doubleValue).toArray();
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  private static double[] softmax(double[] logits) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Arrays.stream(logits).map(logit -> Math.exp(logit) / sum).toArray();
  }
}
