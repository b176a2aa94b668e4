package io.bifocal.analysis.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors of test images that were spoiled, and of pictures that show nothing.
 *
 * @param rows of the sample
 * @param variants names of what was done; the vectors of a variant lie together, in the order of
 *     {@code rows}
 * @param fooling names of the pictures that show nothing, whose vectors come after all variants
 * @param blocks as those of the sample, in the same order
 */
record SpoiledImages(
    List<Integer> rows, List<String> variants, List<String> fooling, List<Block> blocks)
    implements Serializable {

  SpoiledImages {
    rows = List.copyOf(rows);
    variants = List.copyOf(variants);
    fooling = List.copyOf(fooling);
    blocks = List.copyOf(blocks);
  }

  /** Vectors in a block. */
  int size() {
    return rows.size() * variants.size() + fooling.size();
  }

  /** The first row of a variant. */
  int start(int variant) {
    return variant * rows.size();
  }

  /** The first row of the pictures that show nothing. */
  int foolingStart() {
    return rows.size() * variants.size();
  }

  /** The vectors of {@code set} from the row {@code start} on. */
  Vectors vectors(FeatureSet set, int start, int count, Design design) {
    List<float[]> vectors = new ArrayList<>();
    for (int index : set.blocks()) {
      Block block = blocks.get(index);
      float[] all = BlockCache.values(block, size(), design.hadoop().value());
      vectors.add(
          Arrays.copyOfRange(all, start * block.length(), (start + count) * block.length()));
    }
    return new Vectors(vectors, count);
  }
}
