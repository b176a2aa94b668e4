package io.bifocal.inference;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** The values of an engine's array, whatever type it gave them, as 32-bit floats. */
final class Floats {
  private Floats() {}

  /** A view of the array where it holds 32-bit floats, otherwise its values converted. */
  static FloatBuffer of(NDArray array) {
    ByteBuffer bytes = array.toByteBuffer().order(ByteOrder.nativeOrder());
    return switch (array.getDataType()) {
      case FLOAT32 -> bytes.asFloatBuffer();
      case FLOAT64 -> converted(bytes.asDoubleBuffer());
      case INT64 -> converted(bytes.asLongBuffer());
      case INT32 -> converted(bytes.asIntBuffer());
      case UINT8, BOOLEAN -> unsigned(bytes);
      default ->
          throw new UnusableOutputException(
              "the output '"
                  + array.getName()
                  + "' holds "
                  + array.getDataType()
                  + "; export the network with 32-bit floats");
    };
  }

  private static FloatBuffer converted(DoubleBuffer values) {
    FloatBuffer result = FloatBuffer.allocate(values.remaining());
    for (int i = 0; i < result.limit(); i++) {
      result.put(i, (float) values.get(i));
    }
    return result;
  }

  private static FloatBuffer converted(LongBuffer values) {
    FloatBuffer result = FloatBuffer.allocate(values.remaining());
    for (int i = 0; i < result.limit(); i++) {
      result.put(i, (float) values.get(i));
    }
    return result;
  }

  private static FloatBuffer converted(IntBuffer values) {
    FloatBuffer result = FloatBuffer.allocate(values.remaining());
    for (int i = 0; i < result.limit(); i++) {
      result.put(i, values.get(i));
    }
    return result;
  }

  private static FloatBuffer unsigned(ByteBuffer values) {
    FloatBuffer result = FloatBuffer.allocate(values.remaining());
    for (int i = 0; i < result.limit(); i++) {
      result.put(i, Byte.toUnsignedInt(values.get(i)));
    }
    return result;
  }
}
