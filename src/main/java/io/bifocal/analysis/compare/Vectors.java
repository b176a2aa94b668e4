package io.bifocal.analysis.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Vectors of some images, as they are in the store.
 *
 * @param blocks for each block of a set the vectors end to end
 * @param rows images
 */
record Vectors(List<float[]> blocks, int rows) {

  /** Those of {@code rows} of the sample in the blocks of {@code set}. */
  static Vectors of(Design design, FeatureSet set, int[] rows) {
    return new Vectors(
        set.blocks().stream().map(block -> design.vectors(block, rows)).toList(), rows.length);
  }

  /** Whether an image has no vector in one of the blocks; what is said of it means nothing then. */
  boolean isMissing(int row) {
    return blocks.stream().anyMatch(block -> Float.isNaN(block[block.length / rows * row]));
  }

  /**
   * The same with the vectors of one block moved.
   *
   * @param order for each image, the one whose vector it gets
   */
  Vectors withBlock(int block, int[] order) {
    float[] before = blocks.get(block);
    int length = before.length / rows;
    float[] after = new float[before.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(before, order[row] * length, after, row * length, length);
    }
    List<float[]> changed = new ArrayList<>(blocks);
    changed.set(block, after);
    return new Vectors(changed, rows);
  }
}
