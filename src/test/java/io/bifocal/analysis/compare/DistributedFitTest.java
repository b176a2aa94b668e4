package io.bifocal.analysis.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.analysis.classify.Classifiers;
import io.bifocal.analysis.classify.Matrix;
import io.bifocal.analysis.classify.Training;
import io.bifocal.conf.ClassifierKind;
import io.bifocal.conf.UserError;
import io.bifocal.inference.VectorClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class DistributedFitTest {
  private static final List<String> LABELS = List.of("cat", "dog", "yak");
  private static final int ROWS = 240;

  private final float[][] colors = new float[ROWS][3];
  private final float[][] shapes = new float[ROWS][5];

  DistributedFitTest() {
    SplittableRandom random = new SplittableRandom(3);
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < 3; i++) {
        colors[row][i] = (float) (100 * random.nextGaussian() + (row % 3 == i ? 130 : 0));
      }
      for (int i = 0; i < 5; i++) {
        shapes[row][i] = (float) (0.01 * random.nextGaussian() + (row % 3 == i ? 0.01 : 0));
      }
    }
  }

  /** Both minimize the same function; they may choose another strength. */
  @Test
  void itSaysWhatAFitInOneTaskSays() {
    LearntClassifier distributed = fit().fit(images(ROWS), ROWS);
    assertEquals(LABELS, distributed.classifier().labels());
    assertEquals(ROWS, distributed.images());
    assertTrue(distributed.accuracy() > 0.6, "accuracy " + distributed.accuracy());
    VectorClassifier alone =
        Classifiers.fit(
                ClassifierKind.LOGISTIC_REGRESSION,
                new Training(
                    List.of(matrix(colors), matrix(shapes)),
                    IntStream.range(0, ROWS).map(row -> row % 3).toArray(),
                    3,
                    IntStream.range(0, ROWS).toArray()),
                1)
            .linear(LABELS);
    int same = 0;
    double difference = 0;
    for (int row = 0; row < ROWS; row++) {
      float[] values = new float[8];
      System.arraycopy(colors[row], 0, values, 0, 3);
      System.arraycopy(shapes[row], 0, values, 3, 5);
      var one = alone.classify(values);
      var other = distributed.classifier().classify(values);
      same += one.label().equals(other.label()) ? 1 : 0;
      difference += Math.abs(one.score() - other.score()) / ROWS;
    }
    assertTrue(same > 0.97 * ROWS, same + " of " + ROWS + " are the same");
    assertTrue(difference < 0.05, "mean difference of probabilities " + difference);
  }

  @Test
  void oneClassIsRefused() {
    Dataset<Row> cats = images(ROWS).where("label = 'cat'");
    assertThrows(UserError.class, () -> fit().fit(cats, ROWS));
  }

  @Test
  void classesOfFewImagesAreLeftOut() {
    Dataset<Row> some = images(ROWS).where("label <> 'yak' or image_id < 'image012'");
    LearntClassifier found = fit().fit(some, ROWS);
    assertEquals(List.of("cat", "dog"), found.classifier().labels());
    assertEquals(List.of("yak"), found.leftOut());
    assertEquals(160, found.images());
  }

  private DistributedFit fit() {
    return new DistributedFit(
        LocalSpark.session(),
        List.of(
            new DistributedFit.Part(3, vectors(colors)),
            new DistributedFit.Part(5, vectors(shapes))));
  }

  private static Matrix matrix(float[][] rows) {
    float[] values = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, values, row * rows[0].length, rows[0].length);
    }
    return new Matrix(values, rows.length, rows[0].length);
  }

  private static Dataset<Row> images(int count) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(RowFactory.create(id(row), LABELS.get(row % 3), null, "ok"));
    }
    return LocalSpark.session()
        .createDataFrame(
            rows,
            new StructType()
                .add("image_id", DataTypes.StringType)
                .add("label", DataTypes.StringType)
                .add("group", DataTypes.StringType)
                .add("status", DataTypes.StringType));
  }

  private static Dataset<Row> vectors(float[][] values) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < values.length; row++) {
      rows.add(RowFactory.create(id(row), values[row]));
    }
    return LocalSpark.session()
        .createDataFrame(
            rows,
            new StructType()
                .add("image_id", DataTypes.StringType)
                .add("vector", DataTypes.createArrayType(DataTypes.FloatType)));
  }

  private static String id(int row) {
    return String.format(Locale.ROOT, "image%03d", row);
  }
}
