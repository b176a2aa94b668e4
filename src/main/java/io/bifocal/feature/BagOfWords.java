package io.bifocal.feature;

/** How often each word is the nearest to a descriptor. */
final class BagOfWords implements WordEncoder {
  private final int words;
  private final NearestWords nearest;

  BagOfWords(Vocabulary vocabulary) {
    words = vocabulary.centers().length;
    nearest = new NearestWords(vocabulary.centers());
  }

  @Override
  public int length() {
    return words;
  }

  @Override
  public void add(float[] descriptors, int count, int[] cells, double[] sums) {
    int[] found = nearest.of(descriptors, count);
    for (int i = 0; i < count; i++) {
      sums[cells[i] + found[i]]++;
    }
  }

  @Override
  public void normalize(double[] sums, int from, double share, float[] vector) {
    for (int i = from; i < from + words; i++) {
      vector[i] = (float) (sums[i] * share);
    }
  }

  @Override
  public void close() {
    nearest.close();
  }
}
