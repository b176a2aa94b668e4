package io.bifocal.store;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * What the tables' write supports share: fields by name and number, absent ones left out, lists in
 * Parquet's standard form.
 */
abstract class RowWriteSupport<T> extends WriteSupport<T> {
  private final MessageType schema;
  private RecordConsumer consumer;

  RowWriteSupport(MessageType schema) {
    this.schema = schema;
  }

  final MessageType schema() {
    return schema;
  }

  @Override
  @SuppressWarnings("deprecation") // Its successor is not in the Parquet of Spark 3.5.
  public WriteContext init(Configuration hadoop) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(T row) {
    consumer.startMessage();
    writeFields(row);
    consumer.endMessage();
  }

  abstract void writeFields(T row);

  final void text(String name, String value) {
    if (value != null) {
      field(name, schema.getFieldIndex(name), out -> out.addBinary(Binary.fromString(value)));
    }
  }

  final void bytes(String name, byte[] value) {
    if (value != null) {
      field(
          name,
          schema.getFieldIndex(name),
          out -> out.addBinary(Binary.fromConstantByteArray(value)));
    }
  }

  final void integer(String name, int value) {
    field(name, schema.getFieldIndex(name), out -> out.addInteger(value));
  }

  final void number(String name, long value) {
    field(name, schema.getFieldIndex(name), out -> out.addLong(value));
  }

  final void number(String name, Float value) {
    if (value != null) {
      field(name, schema.getFieldIndex(name), out -> out.addFloat(value));
    }
  }

  final void vector(String name, float[] values) {
    if (values != null) {
      vector(name, values, values.length);
    }
  }

  /** The first {@code size} of {@code values}. */
  final void vector(String name, float[] values, int size) {
    list(name, size, i -> element(values[i]));
  }

  private void element(float value) {
    consumer.startField("element", 0);
    consumer.addFloat(value);
    consumer.endField("element", 0);
  }

  /**
   * A list of {@code size} elements, each written by {@code element} as a field of this name,
   * number 0.
   */
  final void list(String name, int size, ElementWriter element) {
    field(
        name,
        schema.getFieldIndex(name),
        out -> {
          out.startGroup();
          if (size > 0) {
            out.startField("list", 0);
            for (int i = 0; i < size; i++) {
              out.startGroup();
              element.write(i);
              out.endGroup();
            }
            out.endField("list", 0);
          }
          out.endGroup();
        });
  }

  final void field(String name, int index, Consumer<RecordConsumer> value) {
    consumer.startField(name, index);
    value.accept(consumer);
    consumer.endField(name, index);
  }

  @FunctionalInterface
  interface ElementWriter {
    void write(int index);
  }

  static Type textField(Type.Repetition repetition, String name) {
    return Types.primitive(PrimitiveTypeName.BINARY, repetition)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  static Type numberField(PrimitiveTypeName type, Type.Repetition repetition, String name) {
    return Types.primitive(type, repetition).named(name);
  }

  static Type bytesField(String name) {
    return Types.primitive(PrimitiveTypeName.BINARY, Type.Repetition.OPTIONAL).named(name);
  }

  static Type vectorField(String name) {
    return listField(
        name, numberField(PrimitiveTypeName.FLOAT, Type.Repetition.REQUIRED, "element"));
  }

  static Type listField(String name, Type element) {
    return Types.optionalList().element(element).named(name);
  }
}
