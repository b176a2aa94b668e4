package io.bifocal.feature;

/** Vectors of locally aggregated descriptors: what they differ from their nearest words by. */
final class Vlad implements WordEncoder {
  private final float[][] centers;
  private final int values;
  private final NearestWords nearest;

  Vlad(Vocabulary vocabulary) {
    centers = vocabulary.centers();
    values = centers[0].length;
    nearest = new NearestWords(centers);
  }

  @Override
  public int length() {
    return centers.length * values;
  }

  @Override
  public void add(float[] descriptors, int count, int[] cells, double[] sums) {
    int[] found = nearest.of(descriptors, count);
    for (int i = 0; i < count; i++) {
      float[] center = centers[found[i]];
      addDifference(descriptors, i * values, center, sums, cells[i] + found[i] * values);
    }
  }

  private static void addDifference(
      float[] descriptors, int from, float[] center, double[] sums, int to) {
    for (int d = 0; d < center.length; d++) {
      sums[to + d] += descriptors[from + d] - center[d];
    }
  }

  @Override
  public void normalize(double[] sums, int from, double share, float[] vector) {
    WordEncoder.powerNormalize(sums, from, length(), vector);
  }

  @Override
  public void close() {
    nearest.close();
  }
}
