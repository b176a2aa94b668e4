package io.bifocal.feature;

/** Makes of raw descriptors what words are learnt of: square roots and principal components. */
final class DescriptorProjection {
  private final int length;
  private final boolean rooted;
  private final int components;

  /** What each component of the projection is at the descriptor 0. */
  private final float[] origin;

  /** The projection, one value of a descriptor a row. */
  private final float[] axes;

  private float[] projected = new float[0];

  DescriptorProjection(VocabularyRecipe recipe, Vocabulary vocabulary) {
    length = recipe.detector().length();
    rooted = recipe.rooted();
    components = recipe.components();
    origin = new float[components];
    axes = new float[components * length];
    for (int c = 0; c < components; c++) {
      double sum = 0;
      for (int i = 0; i < length; i++) {
        float value = vocabulary.projection()[c][i];
        axes[i * components + c] = value;
        sum -= (double) value * vocabulary.mean()[i];
      }
      origin[c] = (float) sum;
    }
  }

  /**
   * Projects descriptors.
   *
   * @param descriptors raw ones, one after the other; they are overwritten
   * @return valid until the next call, and longer than the descriptors are
   */
  float[] project(float[] descriptors, int count) {
    if (rooted) {
      for (int i = 0; i < count; i++) {
        root(descriptors, i * length, length);
      }
    }
    if (components == 0) {
      return descriptors;
    }
    if (projected.length < count * components) {
      projected = new float[count * components];
    }
    for (int i = 0; i < count; i++) {
      System.arraycopy(origin, 0, projected, i * components, components);
      for (int d = 0; d < length; d++) {
        addScaled(
            descriptors[i * length + d],
            axes,
            d * components,
            projected,
            i * components,
            components);
      }
    }
    return projected;
  }

  /** Divides a descriptor by its sum and takes square roots; one that is all 0 stays so. */
  static void root(float[] descriptors, int from, int length) {
    float sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += descriptors[i];
    }
    float scale = sum > 0 ? 1 / sum : 0;
    for (int i = from; i < from + length; i++) {
      descriptors[i] = (float) Math.sqrt(descriptors[i] * scale);
    }
  }

  private static void addScaled(
      float factor, float[] row, int from, float[] sums, int to, int length) {
    for (int c = 0; c < length; c++) {
      sums[to + c] += factor * row[from + c];
    }
  }
}
