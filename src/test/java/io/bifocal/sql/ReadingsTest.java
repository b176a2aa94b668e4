package io.bifocal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.LocalSpark;
import io.bifocal.inference.Activation;
import io.bifocal.inference.DetectedObject;
import io.bifocal.inference.Prediction;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What predictions become in a column of the type that the transformer declares. */
class ReadingsTest {

  @Test
  void boxes() {
    Prediction prediction =
        new Prediction.Builder()
            .objects(
                List.of(
                    new DetectedObject("cat", 0.75f, 1, 2, 30, 40),
                    new DetectedObject("dog", 0.5f, 5.5f, 6, 7, 8)))
            .build();
    assertEquals(
        "{\"class_names\":[\"cat\",\"dog\"],\"probabilities\":[0.75,0.5],\"bounding_boxes\":["
            + "{\"x\":1.0,\"y\":2.0,\"width\":30.0,\"height\":40.0},"
            + "{\"x\":5.5,\"y\":6.0,\"width\":7.0,\"height\":8.0}]}",
        json(new ObjectDetector(), new Boxes(), prediction));
  }

  @Test
  void noBoxes() {
    assertEquals(
        "{\"class_names\":[],\"probabilities\":[],\"bounding_boxes\":[]}",
        json(
            new ObjectDetector(),
            new Boxes(),
            new Prediction.Builder().objects(List.of()).build()));
  }

  /** sigmoid(0) = 1/2, and equal scores keep the order of the labels. */
  @Test
  void scores() {
    Prediction prediction = new Prediction.Builder().logits(new float[] {0, 1000, 0}).build();
    assertEquals(
        "{\"class_names\":[\"a\",\"b\",\"c\"],\"probabilities\":[0.5,1.0,0.5],\"topK\":["
            + "{\"class_name\":\"b\",\"probability\":1.0},"
            + "{\"class_name\":\"a\",\"probability\":0.5}]}",
        json(
            new ImageClassifier(),
            new Scores(List.of("a", "b", "c"), Activation.SIGMOID, 2),
            prediction));
  }

  private static String json(
      ModelTransformer<?> transformer, Reading reading, Prediction prediction) {
    Row row = RowFactory.create(reading.of(prediction));
    StructType schema = new StructType().add("prediction", transformer.outputType());
    return LocalSpark.session()
        .createDataFrame(List.of(row), schema)
        .selectExpr("to_json(prediction)")
        .head()
        .getString(0);
  }
}
