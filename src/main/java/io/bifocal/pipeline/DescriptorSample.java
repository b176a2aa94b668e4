package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;

import io.bifocal.feature.DescriptorProjection;
import io.bifocal.feature.Vocabulary;
import io.bifocal.feature.VocabularyRecipe;
import io.bifocal.store.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Raw descriptors that were drawn for a fit. Their partitions and the order in them depend on the
 * pictures alone, not on the cluster.
 *
 * @param rows image_id and the descriptors of that picture end to end
 * @param count descriptors in all
 */
record DescriptorSample(Dataset<Row> rows, long count) {
  /** Large enough to be worth a task. */
  private static final long PER_PARTITION = 1 << 14;

  /** Bounds what the driver collects of all partitions at a time. */
  private static final long MOST_PARTITIONS = 64;

  /**
   * @param files rows of {@link Tables#FEATURES}
   * @param length values of a descriptor
   */
  static DescriptorSample read(SparkSession spark, List<String> files, int length) {
    if (files.isEmpty()) {
      return new DescriptorSample(spark.createDataFrame(List.of(), Tables.FEATURES), 0);
    }
    Dataset<Row> rows =
        spark
            .read()
            .schema(Tables.FEATURES)
            .parquet(files.toArray(String[]::new))
            .where("vector is not null and size(vector) > 0")
            .select("image_id", "vector");
    Row counted = rows.selectExpr("sum(cast(size(vector) as long))").head();
    return new DescriptorSample(rows, counted.isNullAt(0) ? 0 : counted.getLong(0) / length);
  }

  /**
   * The descriptors as words are learnt of them, those of a picture end to end.
   *
   * @param axes principal components to project them on, if any
   */
  JavaRDD<float[]> projected(VocabularyRecipe recipe, Vocabulary axes) {
    int length = recipe.detector().length();
    int width = axes.projection().length == 0 ? length : axes.projection().length;
    long partitions = Math.max(1, Math.min(MOST_PARTITIONS, count / PER_PARTITION));
    return rows.repartition((int) partitions, col("image_id"))
        .sortWithinPartitions("image_id")
        .toJavaRDD()
        .mapPartitions(
            part -> {
              DescriptorProjection projection = new DescriptorProjection(recipe, axes);
              TaskCompletionListener closing = task -> projection.close();
              TaskContext.get().addTaskCompletionListener(closing);
              Iterable<Row> pictures = () -> part;
              return StreamSupport.stream(pictures.spliterator(), false)
                  .map(row -> project(projection, floats(row), length, width))
                  .iterator();
            });
  }

  private static float[] project(
      DescriptorProjection projection, float[] descriptors, int length, int width) {
    int count = descriptors.length / length;
    return Arrays.copyOf(projection.project(descriptors, count), count * width);
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
