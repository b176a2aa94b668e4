package io.bifocal.sql;

import io.bifocal.conf.UserError;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Says what each pixel of a picture belongs to: a Spark ML transformer for models whose card names
 * {@code outputs.segments}. Appends
 *
 * <pre>{@code
 * outputCol: struct<
 *   class_names: array<string>,       all labels, in the order of the labels file
 *   area_fractions: array<double>,    of what the network saw of the picture, 0 to 1
 *   mask: binary                      a gray PNG of the size of the upright picture
 * >
 * errorCol: string
 * }</pre>
 *
 * The mask's values are places in class_names, from 0; what the network did not see is 255 (65535
 * in a PNG of 16 bits, where there are more than 255 labels).
 */
public final class SemanticSegmenter extends ImageTransformer<SemanticSegmenter> {
  private static final DataType TYPE =
      DataTypes.createStructType(
          new StructField[] {
            Fields.array("class_names", DataTypes.StringType),
            Fields.array("area_fractions", DataTypes.DoubleType),
            Fields.of("mask", DataTypes.BinaryType)
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
    if (files.card().outputs().segments().isEmpty()) {
      throw new UserError(
          getOrDefault(modelUrl())
              + " does not segment: its card names no outputs.segments; name them there, or use the"
              + " transformer of the card's task");
    }
    return new Segments(files.labels());
  }
}
