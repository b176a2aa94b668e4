package io.bifocal.analysis.classify;

import java.util.ArrayList;
import java.util.List;

/** {@link LogisticRegression}; its strength is chosen. */
final class LogisticMethod implements Method {
  /**
   * Values of C, ascending, so that each fit begins where the one before ended. Blocks have a
   * variance of 1 in all, so that weights of ten and more are needed to tell classes apart.
   */
  private static final double[] STRENGTHS = {1, 10, 100, 1000};

  /** That of C = 10. */
  private static final int USUAL = 1;

  @Override
  public int candidates() {
    return STRENGTHS.length;
  }

  @Override
  public int usual() {
    return USUAL;
  }

  @Override
  public List<float[][]> tryAll(Matrix scaled, int[] labels, int classes, Matrix tested) {
    List<float[][]> logits = new ArrayList<>();
    try (LogisticRegression regression = new LogisticRegression(scaled, labels, classes)) {
      for (double strength : STRENGTHS) {
        logits.add(regression.fitRoughly(strength).logits(tested));
      }
    }
    return logits;
  }

  @Override
  public Scorer fit(Matrix scaled, int[] labels, int classes, int candidate) {
    try (LogisticRegression regression = new LogisticRegression(scaled, labels, classes)) {
      return regression.fit(STRENGTHS[candidate]);
    }
  }
}
