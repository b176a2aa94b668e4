package io.bifocal.store;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** {@link Tables#PICTURES} in Parquet. */
final class PictureWriteSupport extends RowWriteSupport<PictureRow> {
  PictureWriteSupport() {
    super(
        new MessageType(
            "pictures",
            textField(Repetition.REQUIRED, "image_id"),
            bytesField("image"),
            numberField(PrimitiveTypeName.INT32, Repetition.OPTIONAL, "width"),
            numberField(PrimitiveTypeName.INT32, Repetition.OPTIONAL, "height"),
            textField(Repetition.OPTIONAL, "error"),
            numberField(PrimitiveTypeName.INT64, Repetition.REQUIRED, "micros")));
  }

  @Override
  void writeFields(PictureRow row) {
    text("image_id", row.imageId());
    if (row.image() != null) {
      bytes("image", row.image().png());
      integer("width", row.image().width());
      integer("height", row.image().height());
    }
    text("error", row.error());
    number("micros", row.micros());
  }
}
