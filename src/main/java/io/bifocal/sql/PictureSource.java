package io.bifocal.sql;

import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import io.bifocal.image.RejectedException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Where in a row the picture is, and how it is had. */
@FunctionalInterface
interface PictureSource extends Serializable {

  /**
   * The picture of {@code row}; the caller closes it.
   *
   * @throws RejectedException if the row has none
   */
  Picture open(Row row) throws RejectedException;

  /**
   * The source that fits the types of the columns.
   *
   * @param transformer what errors call it
   * @param places of the columns in the schema
   * @throws UserError if none does
   */
  static PictureSource of(String transformer, StructType schema, int... places) {
    StructField[] columns =
        Arrays.stream(places).mapToObj(i -> schema.fields()[i]).toArray(StructField[]::new);
    if (columns.length == 1 && columns[0].dataType().equals(DataTypes.BinaryType)) {
      return new EncodedBytes(places[0]);
    }
    if (columns.length == 1
        && columns[0].dataType() instanceof StructType image
        && isImage(image.fields())) {
      int column = places[0];
      PixelColumns pixels = new PixelColumns(0, 1, 2, 3, 4, 5);
      return row -> pixels.open(row.getStruct(column));
    }
    if (isImage(columns)) {
      return new PixelColumns(places);
    }
    throw new UserError(
        transformer
            + ": the input "
            + Arrays.stream(columns).map(c -> c.name() + " " + c.dataType().sql()).toList()
            + " is no picture; give one column of encoded bytes (BINARY), one of Spark's image"
            + " type, or its six columns "
            + ImageFields.NAMES
            + " "
            + ImageFields.TYPES.stream().map(DataType::sql).toList());
  }

  private static boolean isImage(StructField[] fields) {
    List<DataType> types = Arrays.stream(fields).map(StructField::dataType).toList();
    return types.equals(ImageFields.TYPES);
  }
}
