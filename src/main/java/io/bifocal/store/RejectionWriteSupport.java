package io.bifocal.store;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;

/** Rejected contents in Parquet, for the working space. */
final class RejectionWriteSupport extends RowWriteSupport<RejectionRow> {
  RejectionWriteSupport() {
    super(
        new MessageType(
            "rejections",
            textField(Repetition.REQUIRED, "image_id"),
            textField(Repetition.REQUIRED, "reason"),
            textField(Repetition.REQUIRED, "detail")));
  }

  @Override
  void writeFields(RejectionRow row) {
    text("image_id", row.imageId());
    text("reason", row.reason());
    text("detail", row.detail());
  }
}
