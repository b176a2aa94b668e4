package io.bifocal.inference;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes tiny ONNX networks for tests: the few messages of the format that they need. */
public final class OnnxFile {
  private static final int FLOAT = 1;
  static final int INT64 = 7;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  /** A network whose input {@code x} has the given sides, after one for the batch. */
  public static OnnxFile withInput(String name, int... sides) {
    return new OnnxFile().input(name, sides);
  }

  public OnnxFile input(String name, int... sides) {
    ByteArrayOutputStream shape = new ByteArrayOutputStream();
    message(shape, 1, text(2, "batch"));
    for (int side : sides) {
      message(shape, 1, number(1, side));
    }
    return value(11, name, field(2, shape.toByteArray()));
  }

  public OnnxFile output(String name) {
    return value(12, name, new byte[0]);
  }

  /** A constant: a matrix of floats. */
  public OnnxFile matrix(String name, int rows, int columns, float... values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    message(
        graph,
        5,
        join(
            number(1, rows),
            number(1, columns),
            number(2, FLOAT),
            text(8, name),
            field(9, raw.array())));
    return this;
  }

  public OnnxFile node(String operator, List<String> inputs, String output, byte[]... attributes) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    inputs.forEach(input -> node.writeBytes(text(1, input)));
    node.writeBytes(text(2, output));
    node.writeBytes(text(4, operator));
    for (byte[] attribute : attributes) {
      message(node, 5, attribute);
    }
    message(graph, 1, node.toByteArray());
    return this;
  }

  static byte[] attribute(String name, long value) {
    return join(text(1, name), number(3, value), number(20, 2));
  }

  static byte[] attribute(String name, List<Integer> values) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    result.writeBytes(text(1, name));
    values.forEach(value -> result.writeBytes(number(8, value)));
    result.writeBytes(number(20, 7));
    return result.toByteArray();
  }

  public byte[] bytes() {
    graph.writeBytes(text(2, "test"));
    return join(number(1, 8), field(8, number(2, 13)), field(7, graph.toByteArray()));
  }

  private OnnxFile value(int field, String name, byte[] shape) {
    byte[] tensor = field(1, join(number(1, FLOAT), shape));
    message(graph, field, join(text(1, name), field(2, tensor)));
    return this;
  }

  private static void message(ByteArrayOutputStream target, int number, byte[] content) {
    target.writeBytes(field(number, content));
  }

  private static byte[] text(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int number, byte[] content) {
    return join(varint((number << 3) | 2), varint(content.length), content);
  }

  private static byte[] number(int number, long value) {
    return join(varint(number << 3), varint(value));
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      result.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    result.write((int) rest);
    return result.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      result.writeBytes(part);
    }
    return result.toByteArray();
  }
}
