package io.bifocal.inference;

/** What the output of a segmentation network says of a pixel. */
public enum SegmentValues {
  /**
   * A number for each label, the greatest wins, the first of equal ones; or, where there are two
   * labels, a single number, of which a positive one means the second label.
   */
  LOGITS,
  /** The place of the label in the labels file. */
  INDICES,
  /** How likely the second of two labels is; it wins from 0.5 on. */
  PROBABILITY
}
