package io.bifocal.inference;

import java.util.List;

/** What makes one vector of the tensor that describes a picture. */
public enum Pooling {
  /** The tensor is a vector already. */
  NONE,
  /**
   * The mean over all places of a map, (1, n, height, width) or with nhwc (1, height, width, n), or
   * over all tokens of a transformer, (1, tokens, n).
   */
  AVERAGE,
  /** The first token of a transformer, (1, tokens, n), which stands for the class. */
  CLS;

  /** Length of the vector that {@code shape} becomes, 0 if it cannot. */
  int length(List<Integer> shape, Layout layout) {
    int dimensions = shape.size();
    return switch (this) {
      case NONE -> 0;
      case AVERAGE ->
          dimensions == 2
              ? shape.get(1)
              : dimensions == 3 ? shape.get(layout == Layout.NCHW ? 0 : 2) : 0;
      case CLS -> dimensions == 2 ? shape.get(1) : 0;
    };
  }

  /** The vector of {@code values}, which have {@code shape}. */
  float[] pool(float[] values, List<Integer> shape, Layout layout) {
    int length = length(shape, layout);
    float[] result = new float[length];
    if (this == CLS) {
      System.arraycopy(values, 0, result, 0, length);
      return result;
    }
    int places = values.length / length;
    boolean planes = shape.size() == 3 && layout == Layout.NCHW;
    for (int i = 0; i < length; i++) {
      double sum = 0;
      for (int place = 0; place < places; place++) {
        sum += values[planes ? i * places + place : place * length + i];
      }
      result[i] = (float) (sum / places);
    }
    return result;
  }
}
