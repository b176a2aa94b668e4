package io.bifocal.feature;

/**
 * Expresses projected descriptors by words. What descriptors add up to is additive over the cells
 * of a pyramid; it is normalised in the end. Owns native memory until closed.
 */
interface WordEncoder extends AutoCloseable {

  /** The number of values of one cell. */
  int length();

  /**
   * Adds descriptors to the sums of their cells.
   *
   * @param descriptors one after the other
   * @param cells where the sums of each descriptor's cell begin in {@code sums}
   */
  void add(float[] descriptors, int count, int[] cells, double[] sums);

  /**
   * Turns the sums of one cell into its values, at the same place.
   *
   * @param share what one descriptor counts, where the result depends on how many there are
   */
  void normalize(double[] sums, int from, double share, float[] vector);

  @Override
  void close();

  static WordEncoder of(WordEncoding encoding, Vocabulary vocabulary) {
    return switch (encoding) {
      case BAG_OF_WORDS -> new BagOfWords(vocabulary);
      case VLAD -> new Vlad(vocabulary);
      case FISHER -> new FisherVector(vocabulary);
    };
  }

  /** Signed square roots of a cell's sums, scaled to length 1; all 0 stays all 0. */
  static void powerNormalize(double[] sums, int from, int length, float[] vector) {
    double norm = 0;
    for (int i = from; i < from + length; i++) {
      norm += Math.abs(sums[i]);
    }
    double scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
    for (int i = from; i < from + length; i++) {
      vector[i] = (float) Math.copySign(Math.sqrt(Math.abs(sums[i])) * scale, sums[i]);
    }
  }
}
