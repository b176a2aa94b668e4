package io.bifocal.analysis.compare;

import java.io.Serializable;
import java.util.List;

/**
 * Features that are looked at together.
 *
 * @param name in tables and report
 * @param blocks the indices of its blocks; none for {@link Combination#MAJORITY}
 */
record FeatureSet(String name, Lens lens, Combination combination, List<Integer> blocks)
    implements Serializable {

  FeatureSet {
    blocks = List.copyOf(blocks);
  }

  /** How blocks become one answer. */
  enum Combination {
    /** Vectors end to end, each block scaled to the same variance. */
    CONCATENATED,
    /** A classifier for the classical and one for the deep blocks, whose answers are weighed. */
    LATE,
    /** No features at all: the most frequent class. */
    MAJORITY
  }

  /** Values in a vector. */
  int length(List<Block> all) {
    return blocks.stream().mapToInt(block -> all.get(block).length()).sum();
  }
}
