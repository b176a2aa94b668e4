package io.bifocal.sql;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The fields of Spark's image type, in its order. */
final class ImageFields {
  static final List<String> NAMES =
      List.of("origin", "height", "width", "nChannels", "mode", "data");
  static final List<DataType> TYPES =
      List.of(
          DataTypes.StringType,
          DataTypes.IntegerType,
          DataTypes.IntegerType,
          DataTypes.IntegerType,
          DataTypes.IntegerType,
          DataTypes.BinaryType);

  static final int ORIGIN = 0;
  static final int HEIGHT = 1;
  static final int WIDTH = 2;
  static final int CHANNELS = 3;
  static final int MODE = 4;
  static final int DATA = 5;

  private ImageFields() {}
}
