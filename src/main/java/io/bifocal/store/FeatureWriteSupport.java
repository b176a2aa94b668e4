package io.bifocal.store;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** {@link Tables#FEATURES} in Parquet. */
final class FeatureWriteSupport extends RowWriteSupport<FeatureRow> {
  FeatureWriteSupport() {
    super(
        new MessageType(
            "features",
            textField(Repetition.REQUIRED, "image_id"),
            vectorField("vector"),
            textField(Repetition.OPTIONAL, "error"),
            numberField(PrimitiveTypeName.INT64, Repetition.REQUIRED, "micros")));
  }

  @Override
  void writeFields(FeatureRow row) {
    text("image_id", row.imageId());
    vector("vector", row.vector());
    text("error", row.error());
    number("micros", row.micros());
  }
}
