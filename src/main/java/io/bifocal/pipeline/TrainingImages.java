package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The pictures that something may be learnt from: never those that are held out. Where there is a
 * split {@code train}, these are its pictures and those without a split; where there is none, all
 * but those of {@code val} and {@code test}. A content that is held out anywhere is held out.
 */
public final class TrainingImages {
  private static final String TRAIN = "part in ('train', 'training')";
  private static final String HELD_OUT =
      "part in ('val', 'valid', 'validation', 'dev', 'test', 'testing')";

  private static final String VALIDATION = "part in ('val', 'valid', 'validation', 'dev')";

  private TrainingImages() {}

  /**
   * Draws contents of the split {@code val} by their hash, none that is anything else elsewhere.
   *
   * @param images rows of {@link io.bifocal.store.Tables#IMAGES} or more
   * @return image_id of at most {@code most} contents that have a label, each once
   */
  static Dataset<Row> drawValidation(Dataset<Row> images, int most) {
    return images
        .where("status = 'ok' and label is not null")
        .select(col("image_id"), lower(col("split")).as("part"))
        .groupBy("image_id")
        .agg(min(expr("coalesce(" + VALIDATION + ", false)")).as("held"))
        .where("held")
        .select("image_id")
        .orderBy("image_id")
        .limit(most);
  }

  /**
   * Draws contents by their hash, so that a picture is drawn or not whatever its name and place.
   *
   * @param images rows of {@link io.bifocal.store.Tables#IMAGES} or more
   * @return image_id of at most {@code most} contents, each once
   */
  static Dataset<Row> draw(Dataset<Row> images, int most) {
    return all(images).orderBy("image_id").limit(most);
  }

  /**
   * All of them.
   *
   * @param images rows of {@link io.bifocal.store.Tables#IMAGES} or more
   * @return image_id, each once
   */
  public static Dataset<Row> all(Dataset<Row> images) {
    Dataset<Row> accepted =
        images.where("status = 'ok'").select(col("image_id"), lower(col("split")).as("part"));
    boolean hasTrain = !accepted.where(TRAIN).isEmpty();
    Column open = expr("part is null or " + (hasTrain ? TRAIN : "not " + HELD_OUT));
    return accepted.groupBy("image_id").agg(min(open).as("open")).where("open").select("image_id");
  }
}
