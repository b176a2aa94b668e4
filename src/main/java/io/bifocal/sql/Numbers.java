package io.bifocal.sql;

import io.bifocal.inference.TensorInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Reads numbers from the columns in which they come. */
final class Numbers {
  /** After the number of tensors and the length of the tag. */
  private static final int DJL_TAG = Integer.BYTES + Short.BYTES;

  private Numbers() {}

  /** Of a column of arrays of 32-bit or 64-bit floats. */
  static TensorInput ofArray(Row row, int column) {
    requirePresent(row, column);
    List<Number> values = row.getList(column);
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      Number value = values.get(i);
      if (value == null) {
        throw new IllegalArgumentException("the number at place " + i + " is null");
      }
      result[i] = value.floatValue();
    }
    return new TensorInput(Optional.empty(), result);
  }

  /** Of a column of bytes: .npy, or else 32-bit floats, little endian. */
  static TensorInput ofBytes(Row row, int column) {
    requirePresent(row, column);
    byte[] bytes = row.getAs(column);
    if (NpyFile.is(bytes)) {
      return NpyFile.read(bytes);
    }
    if (startsWith(bytes, 0, "PK\u0003\u0004") || startsWith(bytes, DJL_TAG, "NDAR")) {
      throw new IllegalArgumentException(
          "a list of tensors (.npz, or DJL's own encoding) is not read; give one tensor as .npy");
    }
    if (bytes.length % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          bytes.length + " bytes are neither .npy nor 32-bit floats, which have 4 bytes each");
    }
    return new TensorInput(Optional.empty(), floats(ByteBuffer.wrap(bytes)));
  }

  /** All that is left of {@code bytes}, little endian. */
  static float[] floats(ByteBuffer bytes) {
    float[] result = new float[bytes.remaining() / Float.BYTES];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(result);
    return result;
  }

  private static boolean startsWith(byte[] bytes, int offset, String tag) {
    byte[] expected = tag.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + expected.length;
    return bytes.length >= end && Arrays.equals(bytes, offset, end, expected, 0, expected.length);
  }

  private static void requirePresent(Row row, int column) {
    if (row.isNullAt(column)) {
      throw new IllegalArgumentException("there are no numbers: the column is null");
    }
  }
}
