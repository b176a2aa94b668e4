package io.bifocal.inference;

/** Sums over vectors, always in the same order. */
final class Vectors {
  private Vectors() {}

  /** The inner product of the first {@code length} values. Four sums at a time hide the latency. */
  static float dot(float[] a, float[] b, int length) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      sum0 += a[i] * b[i];
      sum1 += a[i + 1] * b[i + 1];
      sum2 += a[i + 2] * b[i + 2];
      sum3 += a[i + 3] * b[i + 3];
    }
    for (; i < length; i++) {
      sum0 += a[i] * b[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** The squared Euclidean distance, in double precision. */
  static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** {@code values} scaled to length 1; zeros stay zeros. */
  static float[] unit(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) (values[i] * scale);
    }
    return result;
  }
}
