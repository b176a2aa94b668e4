package io.bifocal.analysis.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import com.typesafe.config.ConfigFactory;
import io.bifocal.conf.Block;
import io.bifocal.feature.Extraction;
import io.bifocal.pipeline.Producers;
import io.bifocal.pipeline.Variant;
import io.bifocal.pipeline.VariantPass;
import io.bifocal.pipeline.VectorTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the images of a sample look, whatever the store knows: the pixels of a thumbnail, which are a
 * baseline, their mean, and how sharp the image is.
 */
final class Looks {
  private static final String THUMBNAIL = "{ name = thumbnail, input { size = 16 } }";

  /** Sharpness depends on the size, so all images have the same. */
  private static final String SHARPNESS = "{ name = sharpness, input { size = 128 } }";

  private Looks() {}

  /** The extractor of the baseline. */
  static Producers thumbnail(Inputs inputs) {
    return Producers.of(List.of(extraction(THUMBNAIL)), inputs.decoder());
  }

  private static Extraction extraction(String text) {
    return Extraction.of(new Block(ConfigFactory.parseString(text).root(), "compare"));
  }

  /**
   * What was found.
   *
   * @param thumbnails image_id, vector
   * @param length values in such a vector
   * @param slicings by size, brightness, sharpness and folder
   */
  record Found(Dataset<Row> thumbnails, int length, List<Slicing> slicings) {}

  /**
   * Looks at all images of {@code sample}, in one pass.
   *
   * @param images rows of the images, with their places
   */
  static Found at(Inputs inputs, Sample sample, Dataset<Row> images) {
    Producers both =
        thumbnail(inputs).and(Producers.of(List.of(extraction(SHARPNESS)), inputs.decoder()));
    List<VectorTable> tables =
        new VariantPass(
                inputs.context(), inputs.collection(), inputs.decoder(), both, Optional.empty())
            .run("look", images, List.of(Variant.CLEAN), List.of());
    Dataset<Row> thumbnails = tables.get(0).read(inputs.context().spark());
    Dataset<Row> sharpness = tables.get(1).read(inputs.context().spark());
    List<Slicing> slicings = new ArrayList<>();
    slicings.addAll(
        Slicing.thirds(
            "size",
            sample.rows().stream()
                .mapToDouble(row -> (double) row.width() * row.height())
                .toArray()));
    slicings.addAll(
        Slicing.thirds(
            "brightness",
            values(sample, thumbnails, "aggregate(vector, 0d, (a, x) -> a + x) / size(vector)")));
    slicings.addAll(
        Slicing.thirds("sharpness", values(sample, sharpness, "cast(vector[0] as double)")));
    slicings.addAll(Slicing.texts("folder", sample, SampleRow::folder));
    return new Found(thumbnails, tables.get(0).length(), List.copyOf(slicings));
  }

  /** A number for each row; NaN where there is no vector. */
  private static double[] values(Sample sample, Dataset<Row> vectors, String expression) {
    double[] values = new double[sample.size()];
    Arrays.fill(values, Double.NaN);
    for (Row row :
        vectors
            .where("vector is not null")
            .select(col("image_id"), expr(expression))
            .collectAsList()) {
      int index = sample.indexOf(row.getString(0));
      if (index >= 0) {
        values[index] = row.getDouble(1);
      }
    }
    return values;
  }
}
