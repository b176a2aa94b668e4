package io.bifocal.sql;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Fields of output columns; none of their values is ever null. */
final class Fields {
  private Fields() {}

  static StructField of(String name, DataType type) {
    return DataTypes.createStructField(name, type, false);
  }

  static StructField array(String name, DataType element) {
    return of(name, DataTypes.createArrayType(element, false));
  }
}
