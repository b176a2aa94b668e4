package io.bifocal.feature;

/**
 * Makes of raw descriptors what words are learnt of: square roots and principal components. Owns
 * native memory until closed.
 */
public final class DescriptorProjection implements AutoCloseable {
  private final VocabularyRecipe recipe;
  private final int length;
  private final int components;
  private final float[] mean;
  private final RowProducts axes;
  private float[] projected = new float[0];

  /**
   * @param recipe says whether square roots are taken
   * @param vocabulary has the principal components, if any
   */
  public DescriptorProjection(VocabularyRecipe recipe, Vocabulary vocabulary) {
    this.recipe = recipe;
    length = recipe.detector().length();
    components = vocabulary.projection().length;
    mean = vocabulary.mean();
    float[] matrix = new float[components * length];
    for (int c = 0; c < components; c++) {
      for (int i = 0; i < length; i++) {
        matrix[i * components + c] = vocabulary.projection()[c][i];
      }
    }
    axes = components == 0 ? null : new RowProducts(length, components, matrix);
  }

  /**
   * Projects descriptors.
   *
   * @param descriptors raw ones, one after the other; they are overwritten
   * @return valid until the next call, and longer than the descriptors are
   */
  public float[] project(float[] descriptors, int count) {
    recipe.root(descriptors, count);
    if (components == 0) {
      return descriptors;
    }
    for (int i = 0; i < count; i++) {
      subtractMean(descriptors, i * length);
    }
    if (projected.length < count * components) {
      projected = new float[count * components];
    }
    for (int first = 0; first < count; first += axes.most()) {
      int rows = Math.min(axes.most(), count - first);
      axes.multiply(descriptors, first * length, rows, projected, first * components);
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

  private void subtractMean(float[] descriptors, int from) {
    for (int i = 0; i < length; i++) {
      descriptors[from + i] -= mean[i];
    }
  }

  @Override
  public void close() {
    if (axes != null) {
      axes.close();
    }
  }
}
