package io.bifocal.store;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;

/** {@link Tables#VARIANTS} in Parquet. */
final class VariantWriteSupport extends RowWriteSupport<VariantRow> {
  VariantWriteSupport() {
    super(
        new MessageType(
            "variants",
            textField(Repetition.REQUIRED, "image_id"),
            textField(Repetition.REQUIRED, "variant"),
            vectorField("vector"),
            textField(Repetition.OPTIONAL, "error")));
  }

  @Override
  void writeFields(VariantRow row) {
    text("image_id", row.imageId());
    text("variant", row.variant());
    vector("vector", row.vector());
    text("error", row.error());
  }
}
