package io.bifocal.feature;

/**
 * Finds the nearest of many words by Euclidean distance. A product of matrices tells which words
 * may be the nearest; where rounding leaves more than one, their distances are computed in double
 * precision, so that the result does not depend on how the product is computed. Owns native memory
 * until closed.
 */
final class NearestWords implements AutoCloseable {
  /** The rounding of one operation, twice over. */
  private static final double ROUNDING = 0x1p-23;

  private final float[][] centers;
  private final int words;
  private final int values;
  private final float[] squares;
  private final double largest;
  private final RowProducts centersTimesMinusTwo;
  private final float[] products;
  private int[] nearest = new int[0];

  NearestWords(float[][] centers) {
    this.centers = centers;
    words = centers.length;
    values = centers[0].length;
    squares = new float[words];
    float[] matrix = new float[Math.multiplyExact(words, values)];
    double most = 0;
    for (int k = 0; k < words; k++) {
      for (int d = 0; d < values; d++) {
        matrix[d * words + k] = -2 * centers[k][d];
      }
      double square = square(centers[k], 0, values);
      squares[k] = (float) square;
      most = Math.max(most, square);
    }
    largest = most;
    centersTimesMinusTwo = new RowProducts(values, words, matrix);
    products = new float[centersTimesMinusTwo.most() * words];
  }

  private static double square(float[] x, int from, int length) {
    double sum = 0;
    for (int d = 0; d < length; d++) {
      sum += (double) x[from + d] * x[from + d];
    }
    return sum;
  }

  /**
   * The word nearest to each descriptor, the first of equally near ones. Longer than the
   * descriptors are, and valid until the next call.
   */
  int[] of(float[] descriptors, int count) {
    if (nearest.length < count) {
      nearest = new int[count];
    }
    int most = centersTimesMinusTwo.most();
    for (int first = 0; first < count; first += most) {
      int rows = Math.min(most, count - first);
      centersTimesMinusTwo.multiply(descriptors, first * values, rows, products, 0);
      for (int i = 0; i < rows; i++) {
        nearest[first + i] = nearest(descriptors, (first + i) * values, i * words);
      }
    }
    return nearest;
  }

  private int nearest(float[] descriptors, int from, int product) {
    float least = Float.POSITIVE_INFINITY;
    float second = Float.POSITIVE_INFINITY;
    int word = 0;
    for (int k = 0; k < words; k++) {
      float value = squares[k] + products[product + k];
      if (value < second) {
        if (value < least) {
          second = least;
          least = value;
          word = k;
        } else {
          second = value;
        }
      }
    }
    double doubt = (values + 2) * ROUNDING * (square(descriptors, from, values) + largest);
    return second > least + doubt ? word : exact(descriptors, from, product, least + doubt);
  }

  private int exact(float[] descriptors, int from, int product, double doubtful) {
    double least = Double.POSITIVE_INFINITY;
    int word = 0;
    for (int k = 0; k < words; k++) {
      if (squares[k] + products[product + k] <= doubtful) {
        double distance = distance(descriptors, from, centers[k]);
        if (distance < least) {
          least = distance;
          word = k;
        }
      }
    }
    return word;
  }

  private static double distance(float[] descriptors, int from, float[] center) {
    double sum = 0;
    for (int d = 0; d < center.length; d++) {
      double difference = (double) descriptors[from + d] - center[d];
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public void close() {
    centersTimesMinusTwo.close();
  }
}
