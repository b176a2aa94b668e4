package io.bifocal.store;

import io.bifocal.feature.LocalFeatures;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** {@link Tables#KEYPOINTS} in Parquet. */
final class KeypointWriteSupport extends RowWriteSupport<KeypointRow> {
  private static final GroupType KEYPOINT =
      new GroupType(
          Repetition.REQUIRED,
          "element",
          number("x"),
          number("y"),
          number("size"),
          number("angle"),
          number("response"),
          numberField(PrimitiveTypeName.INT32, Repetition.REQUIRED, "octave"));

  private static final int OCTAVE = KEYPOINT.getFieldIndex("octave");

  KeypointWriteSupport() {
    super(
        new MessageType(
            "keypoints",
            textField(Repetition.REQUIRED, "image_id"),
            listField("keypoints", KEYPOINT),
            vectorField("descriptors"),
            textField(Repetition.OPTIONAL, "error"),
            numberField(PrimitiveTypeName.INT64, Repetition.REQUIRED, "micros")));
  }

  private static Type number(String name) {
    return numberField(PrimitiveTypeName.FLOAT, Repetition.REQUIRED, name);
  }

  @Override
  void writeFields(KeypointRow row) {
    text("image_id", row.imageId());
    if (row.error() == null) {
      list(
          "keypoints",
          row.count(),
          i ->
              field(
                  "element",
                  0,
                  out -> keypoint(out, row.keypoints(), i * LocalFeatures.KEYPOINT_VALUES)));
      vector("descriptors", row.descriptors(), row.count() * row.descriptorLength());
    }
    text("error", row.error());
    number("micros", row.micros());
  }

  private void keypoint(RecordConsumer out, float[] values, int from) {
    out.startGroup();
    for (int k = 0; k < OCTAVE; k++) {
      float value = values[from + k];
      field(KEYPOINT.getFieldName(k), k, field -> field.addFloat(value));
    }
    field("octave", OCTAVE, field -> field.addInteger((int) values[from + OCTAVE]));
    out.endGroup();
  }
}
