package io.bifocal.inference;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The names of tensors in an ONNX file, read from its protocol buffers (onnx.proto: ModelProto,
 * GraphProto, NodeProto, ValueInfoProto) without the weights.
 *
 * @param outputs what the network gives
 * @param inner what its operators hand on to each other
 */
record OnnxGraph(Set<String> outputs, Set<String> inner) {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_OUTPUT = 12;
  private static final int NODE_OUTPUT = 2;
  private static final int VALUE_NAME = 1;
  private static final int DELIMITED = 2;

  /** The names in {@code model}; none if it is no such file, which its loader reports better. */
  static OnnxGraph of(byte[] model) {
    Set<String> outputs = new LinkedHashSet<>();
    Set<String> inner = new LinkedHashSet<>();
    try {
      fields(
          ByteBuffer.wrap(model),
          (field, graph) -> {
            if (field == MODEL_GRAPH) {
              fields(
                  graph,
                  (part, value) -> {
                    if (part == GRAPH_OUTPUT) {
                      names(value, VALUE_NAME, outputs);
                    } else if (part == GRAPH_NODE) {
                      names(value, NODE_OUTPUT, inner);
                    }
                  });
            }
          });
    } catch (RuntimeException e) {
      return new OnnxGraph(Set.of(), Set.of());
    }
    inner.removeAll(outputs);
    inner.remove("");
    return new OnnxGraph(outputs, inner);
  }

  /**
   * {@code model} with further outputs. Parts of a message that come twice are merged, so that a
   * second graph with nothing but outputs is enough, behind what is there already.
   *
   * @param names of inner tensors
   */
  static byte[] withOutputs(byte[] model, Collection<String> names) {
    if (names.isEmpty()) {
      return model;
    }
    ByteArrayOutputStream graph = new ByteArrayOutputStream();
    for (String name : names) {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      write(value, VALUE_NAME, name.getBytes(StandardCharsets.UTF_8));
      write(graph, GRAPH_OUTPUT, value.toByteArray());
    }
    ByteArrayOutputStream result = new ByteArrayOutputStream(model.length + graph.size() + 16);
    result.writeBytes(model);
    write(result, MODEL_GRAPH, graph.toByteArray());
    return result.toByteArray();
  }

  private static void names(ByteBuffer message, int wanted, Set<String> names) {
    fields(
        message,
        (field, value) -> {
          if (field == wanted) {
            names.add(StandardCharsets.UTF_8.decode(value).toString());
          }
        });
  }

  /** Hands every field of variable length to {@code reader} and skips the others. */
  private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> reader) {
    while (message.hasRemaining()) {
      long key = varint(message);
      int field = Math.toIntExact(key >>> 3);
      switch ((int) (key & 7)) {
        case 0 -> varint(message);
        case 1 -> message.position(message.position() + Long.BYTES);
        case DELIMITED -> {
          int length = Math.toIntExact(varint(message));
          reader.accept(field, message.slice(message.position(), length));
          message.position(message.position() + length);
        }
        case 5 -> message.position(message.position() + Integer.BYTES);
        default -> throw new IllegalArgumentException("no protocol buffer");
      }
    }
  }

  private static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = message.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("no protocol buffer");
  }

  private static void write(ByteArrayOutputStream out, int field, byte[] content) {
    varint(out, ((long) field << 3) | DELIMITED);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
