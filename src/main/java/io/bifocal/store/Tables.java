package io.bifocal.store;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The columns of the tables, as {@code docs/store.md} explains them. */
public final class Tables {
  /** One row a file of the collection, accepted or rejected alike. */
  public static final StructType IMAGES =
      new StructType()
          .add("path", StringType, false)
          .add("image_id", StringType, true)
          .add("label", StringType, true)
          .add("split", StringType, true)
          .add("group", StringType, true)
          .add("attributes", createMapType(StringType, StringType, false), false)
          .add("bytes", LongType, false)
          .add("modified", TimestampType, false)
          .add("format", StringType, true)
          .add("width", IntegerType, true)
          .add("height", IntegerType, true)
          .add("channels", IntegerType, true)
          .add("depth", IntegerType, true)
          .add("frames", IntegerType, true)
          .add("orientation", IntegerType, true)
          .add("status", StringType, false)
          .add("reason", StringType, true)
          .add("detail", StringType, true);

  /** One row a distinct image and version of an extractor. */
  public static final StructType FEATURES =
      new StructType()
          .add("image_id", StringType, false)
          .add("vector", createArrayType(FloatType, false), true)
          .add("error", StringType, true)
          .add("micros", LongType, false);

  private static final StructType LABEL_SCORE =
      new StructType().add("label", StringType, false).add("score", FloatType, false);

  private static final StructType OBJECT =
      LABEL_SCORE
          .add("x", FloatType, false)
          .add("y", FloatType, false)
          .add("width", FloatType, false)
          .add("height", FloatType, false);

  /** One row a distinct image and version of a model. */
  public static final StructType PREDICTIONS =
      new StructType()
          .add("image_id", StringType, false)
          .add("label", StringType, true)
          .add("score", FloatType, true)
          .add("top", createArrayType(LABEL_SCORE, false), true)
          .add("embedding", createArrayType(FloatType, false), true)
          .add("objects", createArrayType(OBJECT, false), true)
          .add("error", StringType, true)
          .add("micros", LongType, false);

  /** One row a distinct image and version of a model that makes images. */
  public static final StructType PICTURES =
      new StructType()
          .add("image_id", StringType, false)
          .add("image", BinaryType, true)
          .add("width", IntegerType, true)
          .add("height", IntegerType, true)
          .add("error", StringType, true)
          .add("micros", LongType, false);

  private static final StructType KEYPOINT =
      new StructType()
          .add("x", FloatType, false)
          .add("y", FloatType, false)
          .add("size", FloatType, false)
          .add("angle", FloatType, false)
          .add("response", FloatType, false)
          .add("octave", IntegerType, false);

  /** One row a distinct image and version of what finds keypoints. */
  public static final StructType KEYPOINTS =
      new StructType()
          .add("image_id", StringType, false)
          .add("keypoints", createArrayType(KEYPOINT, false), true)
          .add("descriptors", createArrayType(FloatType, false), true)
          .add("error", StringType, true)
          .add("micros", LongType, false);

  /**
   * One row a distinct image and variant of it: what an analysis keeps while it works, never in the
   * store.
   */
  public static final StructType VARIANTS =
      new StructType()
          .add("image_id", StringType, false)
          .add("variant", StringType, false)
          .add("vector", createArrayType(FloatType, false), true)
          .add("error", StringType, true);

  private Tables() {}

  /**
   * The columns of {@code features}, {@code predictions}, {@code pictures} or {@code keypoints}.
   */
  public static StructType of(String kind) {
    return switch (kind) {
      case "features" -> FEATURES;
      case "predictions" -> PREDICTIONS;
      case "pictures" -> PICTURES;
      case "keypoints" -> KEYPOINTS;
      default -> throw new IllegalArgumentException("there is no table " + kind);
    };
  }

  /** The snapshot of the collection that {@code run} committed to {@code store}. */
  public static Dataset<Row> images(SparkSession spark, Store store, String run) {
    return spark.read().schema(IMAGES).parquet(store.images(run).toString());
  }
}
