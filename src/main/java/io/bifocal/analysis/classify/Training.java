package io.bifocal.analysis.classify;

import java.util.List;

/**
 * What a classifier is fitted to.
 *
 * @param blocks values as they are, one matrix a block, of the same rows
 * @param labels the class of each row, from 0
 * @param classes how many there are, whether or not all occur
 * @param units rows of the same unit are never parted
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, not compared.
public record Training(List<Matrix> blocks, int[] labels, int classes, int[] units) {

  /** Some of the rows. */
  Training select(int[] rows) {
    return new Training(
        blocks.stream().map(block -> block.select(rows)).toList(),
        Rows.at(labels, rows),
        classes,
        Rows.at(units, rows));
  }

  int rows() {
    return labels.length;
  }
}
