package io.bifocal.analysis.compare;

import io.bifocal.conf.ClassifierKind;
import io.bifocal.conf.Names;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;

/**
 * All that a fit has to know, sent once to every executor.
 *
 * @param blocks vectors over the rows of the sample
 * @param classifiers logistic regression first
 * @param counts labels a class to train with, ascending; the last is more than any class has
 */
record Design(
    Sample sample,
    List<Block> blocks,
    List<FeatureSet> sets,
    List<ClassifierKind> classifiers,
    List<Integer> counts,
    double testShare,
    SerializableConfiguration hadoop)
    implements Serializable {

  /** All labels that there are. */
  static final int ALL = Integer.MAX_VALUE;

  Design {
    blocks = List.copyOf(blocks);
    sets = List.copyOf(sets);
    classifiers = List.copyOf(classifiers);
    counts = List.copyOf(counts);
  }

  /** The name of a classifier, as the configuration writes it. */
  String name(int classifier) {
    return Names.kebab(classifiers.get(classifier));
  }

  /** Whether training and test are of different sources. */
  boolean isShifted() {
    return sample.rows().stream().anyMatch(row -> row.trains() != row.tests());
  }

  /**
   * The counts that tell anything, and then all.
   *
   * @param wanted ascending
   * @param division whose classes have as many labels as any division's, about
   */
  static List<Integer> counts(List<Integer> wanted, Division division) {
    int[] sizes =
        Arrays.stream(division.training()).mapToInt(rows -> rows.length).sorted().toArray();
    int median = sizes[sizes.length / 2];
    return IntStream.concat(
            wanted.stream().mapToInt(Integer::intValue).filter(count -> count < median),
            IntStream.of(ALL))
        .boxed()
        .toList();
  }

  /** The vectors of {@code rows} in one block. */
  float[] vectors(int block, int[] rows) {
    Block of = blocks.get(block);
    Configuration configuration = hadoop.value();
    float[] all = BlockCache.values(of, sample.size(), configuration);
    float[] chosen = new float[Math.multiplyExact(rows.length, of.length())];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all, rows[i] * of.length(), chosen, i * of.length(), of.length());
    }
    return chosen;
  }
}
