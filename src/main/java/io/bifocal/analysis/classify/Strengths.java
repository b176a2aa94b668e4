package io.bifocal.analysis.classify;

/**
 * The strengths that a logistic regression is tried with: values of C. Blocks have a variance of 1
 * in all, so that weights of ten and more are needed to tell classes apart.
 */
public final class Strengths {
  /** Place of the one that is taken where there are too few labels to choose by. */
  public static final int USUAL = 1;

  private static final double[] ALL = {1, 10, 100, 1000};

  private Strengths() {}

  /** Ascending, so that each fit begins where the one before ended. */
  public static double[] all() {
    return ALL.clone();
  }

  static int count() {
    return ALL.length;
  }
}
