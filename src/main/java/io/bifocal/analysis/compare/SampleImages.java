package io.bifocal.analysis.compare;

import static org.apache.spark.sql.functions.broadcast;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The images of a sample, as a table. */
final class SampleImages {
  private static final StructType SCHEMA =
      new StructType()
          .add("image_id", DataTypes.StringType, false)
          .add("row", DataTypes.IntegerType, false);

  private SampleImages() {}

  /** Rows of {@code images} that are of the sample. */
  static Dataset<Row> of(Inputs inputs, Dataset<Row> images, Sample sample) {
    return images
        .where("status = 'ok'")
        .join(
            broadcast(index(inputs.context().spark(), sample)),
            new String[] {"image_id"},
            "left_semi");
  }

  /** The image_id of each row, and its number. */
  static Dataset<Row> index(SparkSession spark, Sample sample) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < sample.size(); row++) {
      rows.add(RowFactory.create(sample.rows().get(row).imageId(), row));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }
}
