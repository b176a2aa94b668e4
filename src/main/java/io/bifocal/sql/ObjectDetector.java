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
 * Finds things in pictures: a Spark ML transformer for models whose card has a block {@code
 * detection}. Appends
 *
 * <pre>{@code
 * outputCol: struct<                  three arrays of the same length, best first
 *   class_names: array<string>,
 *   probabilities: array<double>,     0 to 1
 *   bounding_boxes: array<struct<x: double, y: double, width: double, height: double>>
 * >
 * errorCol: string
 * }</pre>
 *
 * Boxes are in pixels of the upright picture, from its upper left corner.
 */
public final class ObjectDetector extends ImageTransformer<ObjectDetector> {
  private static final DataType TYPE =
      DataTypes.createStructType(
          new StructField[] {
            Fields.array("class_names", DataTypes.StringType),
            Fields.array("probabilities", DataTypes.DoubleType),
            Fields.array(
                "bounding_boxes",
                DataTypes.createStructType(
                    new StructField[] {
                      Fields.of("x", DataTypes.DoubleType),
                      Fields.of("y", DataTypes.DoubleType),
                      Fields.of("width", DataTypes.DoubleType),
                      Fields.of("height", DataTypes.DoubleType)
                    }))
          });

  public ObjectDetector() {
    this(Identifiable$.MODULE$.randomUID("ObjectDetector"));
  }

  public ObjectDetector(String uid) {
    super(uid);
  }

  /** Where Spark finds how to load a transformer that was saved. */
  public static MLReader<ObjectDetector> read() {
    return new DefaultParamsReadable<ObjectDetector>() {}.read();
  }

  /** The transformer that was saved to {@code path}. */
  public static ObjectDetector load(String path) {
    return read().load(path);
  }

  @Override
  DataType outputType() {
    return TYPE;
  }

  @Override
  ObjectDetector self() {
    return this;
  }

  @Override
  Reading reading(ModelFiles files, Network network) {
    if (files.card().detection().isEmpty()) {
      throw new UserError(
          getOrDefault(modelUrl())
              + " does not detect: its card has no detection { … }; describe its boxes there, or use"
              + " the transformer of the card's task");
    }
    return new Boxes();
  }
}
