package io.bifocal.analysis.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Against scikit-learn: src/test/resources/classify/reference.py. */
class NeighbourMethodTest {
  /** Votes of 5 that KNeighborsClassifier counts for the first 6 tested rows of 12 values. */
  private static final int[][] VOTES = {
    {2, 3, 0}, {0, 2, 3}, {2, 0, 3}, {3, 2, 0}, {0, 2, 3}, {2, 0, 3}
  };

  @Test
  void votesAreThoseOfScikitLearn() {
    Matrix known = Points.known(12);
    List<float[][]> logits =
        new NeighbourMethod()
            .tryAll(known, Points.labels(known), Points.CLASSES, Points.tested(12));
    for (int row = 0; row < VOTES.length; row++) {
      float[] probabilities = new float[Points.CLASSES];
      for (int k = 0; k < probabilities.length; k++) {
        probabilities[k] = (VOTES[row][k] + 1 / 3f) / 6;
      }
      assertArrayEquals(probabilities, Softmax.of(logits.get(2)[row], 1), 1e-5f);
    }
    // One neighbour.
    int[] nearest = {1, 1, 2, 0, 2, 2, 0, 1, 2, 0, 1, 2};
    int[] answered = new int[nearest.length];
    for (int row = 0; row < nearest.length; row++) {
      answered[row] = Points.best(logits.get(0)[row]);
    }
    assertArrayEquals(nearest, answered);
  }
}
