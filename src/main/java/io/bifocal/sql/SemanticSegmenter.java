package io.bifocal.sql;

import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Says how much of a picture each class covers: a Spark ML transformer for models whose card says
 * {@code task = segmentation}. Appends
 *
 * <pre>{@code
 * outputCol: struct<                  two arrays of the same length, the largest first
 *   class_names: array<string>,
 *   area_fractions: array<double>     of the picture, 0 to 1
 * >
 * errorCol: string
 * }</pre>
 */
public final class SemanticSegmenter extends ImageTransformer<SemanticSegmenter> {
  private static final DataType TYPE =
      DataTypes.createStructType(
          new StructField[] {
            Fields.array("class_names", DataTypes.StringType),
            Fields.array("area_fractions", DataTypes.DoubleType)
          });

  public SemanticSegmenter() {
    this(Identifiable$.MODULE$.randomUID("SemanticSegmenter"));
  }

  public SemanticSegmenter(String uid) {
    super(uid);
  }

  /** Where Spark finds how to load a transformer that was saved. */
  public static MLReader<SemanticSegmenter> read() {
    return new DefaultParamsReadable<SemanticSegmenter>() {}.read();
  }

  /** The transformer that was saved to {@code path}. */
  public static SemanticSegmenter load(String path) {
    return read().load(path);
  }

  @Override
  DataType outputType() {
    return TYPE;
  }

  @Override
  SemanticSegmenter self() {
    return this;
  }

  @Override
  Reading reading(ModelFiles files, Network network) {
    requireTask(files, "segmentation");
    return new Areas();
  }
}
