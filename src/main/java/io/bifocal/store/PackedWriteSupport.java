package io.bifocal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Packed images in Parquet: {@code image struct<bytes, path>, label, split, group, attributes},
 * with the metadata by which Hugging Face's datasets see images in it.
 */
final class PackedWriteSupport extends RowWriteSupport<PackedRow> {
  private static final List<String> COLUMNS = List.of("image", "label", "split", "group");

  private final List<String> attributes;

  /**
   * @param attributes names of the attributes, each once
   */
  PackedWriteSupport(List<String> attributes) {
    super(schema(attributes));
    this.attributes = List.copyOf(attributes);
  }

  private static MessageType schema(List<String> attributes) {
    List<Type> fields = new ArrayList<>();
    fields.add(
        Types.optionalGroup()
            .addField(Types.primitive(PrimitiveTypeName.BINARY, Repetition.OPTIONAL).named("bytes"))
            .addField(textField(Repetition.OPTIONAL, "path"))
            .named("image"));
    for (String text : List.of("label", "split", "group")) {
      fields.add(textField(Repetition.OPTIONAL, text));
    }
    attributes.forEach(name -> fields.add(textField(Repetition.OPTIONAL, column(name))));
    return new MessageType("images", fields);
  }

  /** An attribute may be called as a column is. */
  private static String column(String attribute) {
    return COLUMNS.contains(attribute) ? "attribute_" + attribute : attribute;
  }

  private String features() {
    StringBuilder features =
        new StringBuilder("{\"info\": {\"features\": {\"image\": {\"_type\": \"Image\"}");
    for (Type field : schema().getFields()) {
      if (field.isPrimitive()) {
        features
            .append(", \"")
            .append(field.getName().replaceAll("[\"\\\\]", "\\\\$0"))
            .append("\": {\"dtype\": \"string\", \"_type\": \"Value\"}");
      }
    }
    return features.append("}}}").toString();
  }

  @Override
  @SuppressWarnings("deprecation") // Its successor is not in the Parquet of Spark 3.5.
  public WriteContext init(Configuration hadoop) {
    return new WriteContext(schema(), Map.of("huggingface", features()));
  }

  @Override
  void writeFields(PackedRow row) {
    field("image", 0, out -> image(out, row));
    text("label", row.label());
    text("split", row.split());
    text("group", row.group());
    attributes.forEach(name -> text(column(name), row.attributes().get(name)));
  }

  private void image(RecordConsumer out, PackedRow row) {
    out.startGroup();
    field("bytes", 0, bytes -> bytes.addBinary(Binary.fromConstantByteArray(row.image())));
    field("path", 1, path -> path.addBinary(Binary.fromString(row.path())));
    out.endGroup();
  }
}
