package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.inference.LabelScore;
import io.bifocal.inference.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written is read column by column, whatever is missing in between. */
class NumberReaderTest {
  @TempDir private Path folder;

  @Test
  void vectorsAreReadAndErrorsAreNoNumbers() throws Exception {
    org.apache.hadoop.fs.Path file = file("f.parquet");
    try (TableWriter<FeatureRow> writer = TableWriter.features(file, new Configuration())) {
      writer.write(new FeatureRow("a", new float[] {1.5f, -2}, null, 7));
      writer.write(new FeatureRow("b", null, "too small", 7));
      writer.write(new FeatureRow("c", new float[] {3, 4}, null, 7));
      writer.write(new FeatureRow("d", new float[] {5, 6}, null, 7));
    }
    assertEquals(
        List.of("null [1.5, -2.0]", "null [NaN, NaN]", "null [5.0, 6.0]"),
        read(file, 2, List.of("a", "b", "d"), 9));
    assertEquals(List.of("null [1.5, -2.0]"), read(file, 2, List.of("a", "b", "d"), 1));
    try (NumberReader reader = new NumberReader(file, new Configuration())) {
      assertEquals(4, reader.rows());
      assertEquals(List.of(), reader.scalars());
    }
  }

  @Test
  void predictionsHaveLabelsScoresAndGuards() throws Exception {
    org.apache.hadoop.fs.Path file = file("p.parquet");
    PredictionColumns columns = new PredictionColumns(List.of("energy", "disagreement"), true);
    try (TableWriter<PredictionRow> writer =
        TableWriter.predictions(file, new Configuration(), columns)) {
      Prediction cat =
          new Prediction.Builder()
              .top(List.of(new LabelScore("cat", 0.75f), new LabelScore("dog", 0.25f)))
              .embedding(new float[] {1, 2, 3})
              .build();
      writer.write(new PredictionRow("a", cat, new float[] {-4, Float.NaN}, null, 1));
      writer.write(new PredictionRow("b", Prediction.failed("no"), null, null, 1));
    }
    assertEquals(
        List.of("cat [1.0, 2.0, 3.0, 0.75, -4.0, NaN]", "null [NaN, NaN, NaN, NaN, NaN, NaN]"),
        read(file, 3, List.of("a", "b"), 9));
    try (NumberReader reader = new NumberReader(file, new Configuration())) {
      assertEquals(List.of("score", "energy", "disagreement"), reader.scalars());
    }
  }

  /** Sixteen megabytes are a row group. */
  @Test
  void rowGroupsAreReadOneAfterTheOther() throws Exception {
    org.apache.hadoop.fs.Path file = file("l.parquet");
    int rows = 1200;
    try (TableWriter<FeatureRow> writer = TableWriter.features(file, new Configuration())) {
      for (int i = 0; i < rows; i++) {
        float[] vector = new float[4000];
        Arrays.fill(vector, i);
        writer.write(new FeatureRow("" + i, vector, null, 1));
      }
    }
    double[] sum = new double[1];
    try (NumberReader reader = new NumberReader(file, new Configuration())) {
      reader.read(4000, id -> true, rows, (label, values) -> sum[0] += values[0] + values[3999]);
    }
    assertEquals(rows * (rows - 1.0), sum[0]);
  }

  private static List<String> read(
      org.apache.hadoop.fs.Path file, int length, List<String> wanted, long most)
      throws IOException {
    List<String> rows = new ArrayList<>();
    try (NumberReader reader = new NumberReader(file, new Configuration())) {
      reader.read(
          length,
          wanted::contains,
          most,
          (label, values) -> rows.add(label + " " + Arrays.toString(values)));
    }
    return rows;
  }

  private org.apache.hadoop.fs.Path file(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }
}
