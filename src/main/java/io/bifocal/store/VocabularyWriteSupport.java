package io.bifocal.store;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** {@link VocabularyRow} in Parquet. */
final class VocabularyWriteSupport extends RowWriteSupport<VocabularyRow> {
  VocabularyWriteSupport() {
    super(
        new MessageType(
            "vocabulary",
            textField(Repetition.REQUIRED, "role"),
            numberField(PrimitiveTypeName.INT64, Repetition.REQUIRED, "index"),
            vectorField("values"),
            numberField(PrimitiveTypeName.FLOAT, Repetition.OPTIONAL, "weight"),
            vectorField("variances")));
  }

  @Override
  void writeFields(VocabularyRow row) {
    text("role", row.role());
    number("index", row.index());
    vector("values", row.values());
    number("weight", row.weight());
    vector("variances", row.variances());
  }
}
