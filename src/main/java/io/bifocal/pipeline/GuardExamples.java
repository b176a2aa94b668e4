package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import io.bifocal.store.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * What a model gave for pictures, in the order of their image_id.
 *
 * @param labels of the pictures; null for one without
 * @param values the embedding of each and then its logits
 */
record GuardExamples(List<String> labels, List<float[]> values) {

  /**
   * Reads those of {@code drawn}; pictures that the model failed on are left out.
   *
   * @param files what {@link GuardSampler} wrote
   * @param images rows of {@link Tables#IMAGES} or more; of several labels of a content the first
   *     by name is taken
   * @param drawn image_id, each once
   */
  static GuardExamples read(
      SparkSession spark, List<String> files, Dataset<Row> images, Dataset<Row> drawn) {
    List<String> labels = new ArrayList<>();
    List<float[]> values = new ArrayList<>();
    if (files.isEmpty()) {
      return new GuardExamples(labels, values);
    }
    Dataset<Row> labelled =
        images.where("status = 'ok'").groupBy("image_id").agg(min(col("label")).as("label"));
    List<Tuple2<String, float[]>> rows =
        spark
            .read()
            .schema(Tables.FEATURES)
            .parquet(files.toArray(String[]::new))
            .where("vector is not null")
            .join(drawn, new String[] {"image_id"}, "left_semi")
            .join(labelled, new String[] {"image_id"})
            .orderBy("image_id")
            .select("label", "vector")
            .toJavaRDD()
            .map(row -> new Tuple2<>(row.getString(0), floats(row)))
            .collect();
    for (Tuple2<String, float[]> row : rows) {
      labels.add(row._1());
      values.add(row._2());
    }
    return new GuardExamples(labels, values);
  }

  private static float[] floats(Row row) {
    List<Float> list = row.getList(1);
    float[] values = new float[list.size()];
    int i = 0;
    for (float value : list) {
      values[i++] = value;
    }
    return values;
  }
}
