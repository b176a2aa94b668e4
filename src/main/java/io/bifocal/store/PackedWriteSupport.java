package io.bifocal.store;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Packed images in Parquet: {@code image struct<bytes, path>, label, split, group, attributes},
 * with the metadata by which Hugging Face's datasets see images in it.
 */
final class PackedWriteSupport extends RowWriteSupport<PackedRow> {
  private static final String FEATURES =
      "{\"info\": {\"features\": {\"image\": {\"_type\": \"Image\"}"
          + ", \"label\": {\"dtype\": \"string\", \"_type\": \"Value\"}"
          + ", \"split\": {\"dtype\": \"string\", \"_type\": \"Value\"}"
          + ", \"group\": {\"dtype\": \"string\", \"_type\": \"Value\"}}}}";

  PackedWriteSupport() {
    super(
        new MessageType(
            "images",
            Types.optionalGroup()
                .addField(
                    Types.primitive(PrimitiveTypeName.BINARY, Repetition.OPTIONAL).named("bytes"))
                .addField(textField(Repetition.OPTIONAL, "path"))
                .named("image"),
            textField(Repetition.OPTIONAL, "label"),
            textField(Repetition.OPTIONAL, "split"),
            textField(Repetition.OPTIONAL, "group"),
            Types.optionalMap()
                .key(textField(Repetition.REQUIRED, "key"))
                .value(textField(Repetition.OPTIONAL, "value"))
                .named("attributes")));
  }

  @Override
  @SuppressWarnings("deprecation") // Its successor is not in the Parquet of Spark 3.5.
  public WriteContext init(Configuration hadoop) {
    return new WriteContext(super.init(hadoop).getSchema(), Map.of("huggingface", FEATURES));
  }

  @Override
  void writeFields(PackedRow row) {
    field("image", 0, out -> image(out, row));
    text("label", row.label());
    text("split", row.split());
    text("group", row.group());
    field("attributes", 4, out -> attributes(out, row.attributes()));
  }

  private void image(RecordConsumer out, PackedRow row) {
    out.startGroup();
    field("bytes", 0, bytes -> bytes.addBinary(Binary.fromConstantByteArray(row.image())));
    field("path", 1, path -> path.addBinary(Binary.fromString(row.path())));
    out.endGroup();
  }

  private void attributes(RecordConsumer out, Map<String, String> attributes) {
    out.startGroup();
    if (!attributes.isEmpty()) {
      out.startField("key_value", 0);
      attributes.forEach(
          (key, value) -> {
            out.startGroup();
            field("key", 0, text -> text.addBinary(Binary.fromString(key)));
            field("value", 1, text -> text.addBinary(Binary.fromString(value)));
            out.endGroup();
          });
      out.endField("key_value", 0);
    }
    out.endGroup();
  }
}
