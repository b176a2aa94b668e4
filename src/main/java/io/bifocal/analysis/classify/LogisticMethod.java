package io.bifocal.analysis.classify;

import java.util.ArrayList;
import java.util.List;

/** {@link LogisticRegression}; its strength is chosen. */
final class LogisticMethod implements Method {
  @Override
  public int candidates() {
    return Strengths.count();
  }

  @Override
  public int usual() {
    return Strengths.USUAL;
  }

  @Override
  public List<float[][]> tryAll(Matrix scaled, int[] labels, int classes, Matrix tested) {
    List<float[][]> logits = new ArrayList<>();
    try (LogisticRegression regression = new LogisticRegression(scaled, labels, classes)) {
      for (double strength : Strengths.all()) {
        logits.add(regression.fitRoughly(strength).logits(tested));
      }
    }
    return logits;
  }

  @Override
  public Scorer fit(Matrix scaled, int[] labels, int classes, int candidate) {
    try (LogisticRegression regression = new LogisticRegression(scaled, labels, classes)) {
      return regression.fit(Strengths.all()[candidate]);
    }
  }
}
