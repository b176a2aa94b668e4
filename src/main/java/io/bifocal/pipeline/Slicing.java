package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;

/** How many tasks a piece of work is cut into. */
final class Slicing {
  /** Keeps every core busy to the end: the last task to finish is a small part of the whole. */
  private static final int TASKS_PER_CORE = 4;

  private static final long SMALLEST = 32;

  /** Bounds what a task holds and loses. */
  private static final long LARGEST = 4096;

  /**
   * Neighbours go to the same task, in the order in which they lie: archives are read from front to
   * back.
   */
  static final Column[] READING_ORDER = {col("container"), col("position"), col("path")};

  private Slicing() {}

  /** The number of slices for {@code images} on {@code cores}, at least 1. */
  static int slices(long images, int cores) {
    long perSlice = images / ((long) cores * TASKS_PER_CORE);
    perSlice = Math.max(SMALLEST, Math.min(LARGEST, perSlice));
    return (int) Math.max(1, (images + perSlice - 1) / perSlice);
  }
}
