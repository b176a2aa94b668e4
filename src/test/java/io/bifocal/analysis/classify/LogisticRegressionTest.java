package io.bifocal.analysis.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against scikit-learn: src/test/resources/classify/reference.py. */
class LogisticRegressionTest {
  /** Of the largest value: L-BFGS ends where accuracy does not change any more. */
  private static final float TOLERANCE = 0.02f;

  @Test
  void ofFewValuesIsThatOfScikitLearn() {
    Matrix known = Points.known(12);
    try (LogisticRegression fit =
        new LogisticRegression(known, Points.labels(known), Points.CLASSES)) {
      assertFit(
          fit.fit(0.01),
          0.55,
          new float[] {0.075274f, -0.06728f, -0.007993f},
          new float[] {-0.156926f, 0.113582f, 0.043344f});
      assertFit(
          fit.fit(1),
          0.48333,
          new float[] {0.552608f, -0.810879f, 0.25827f},
          new float[] {-2.513564f, 1.533309f, 0.980255f});
    }
  }

  /** More values than rows: the weights are looked for in the space of the rows. */
  @Test
  void ofManyValuesIsThatOfScikitLearn() {
    Matrix known = Points.known(150);
    try (LogisticRegression fit =
        new LogisticRegression(known, Points.labels(known), Points.CLASSES)) {
      assertFit(
          fit.fit(0.01),
          1,
          new float[] {0.761795f, -0.404842f, -0.356954f},
          new float[] {-0.477582f, 0.628802f, -0.151221f});
      assertFit(
          fit.fit(1),
          1,
          new float[] {2.592599f, -1.076396f, -1.516203f},
          new float[] {-1.74692f, 2.210022f, -0.463103f});
      assertFit(
          fit.fit(10),
          1,
          new float[] {3.611132f, -1.447456f, -2.163676f},
          new float[] {-2.444619f, 3.053153f, -0.608534f});
    }
  }

  private static void assertFit(
      LinearModel model, double accuracy, float[] firstRow, float[] secondRow) {
    float[][] logits = model.logits(Points.tested(model.weights()[0].length));
    float largest = Math.max(firstRow[0], secondRow[1]);
    assertArrayEquals(firstRow, logits[0], TOLERANCE * largest);
    assertArrayEquals(secondRow, logits[1], TOLERANCE * largest);
    assertEquals(accuracy, Points.accuracy(logits), 1e-4);
  }

  /** A class of which nobody has seen anything. */
  @Test
  void classesWithoutRowsAreNotAnswered() {
    Matrix known = Points.known(12);
    try (LogisticRegression fit =
        new LogisticRegression(known, Points.labels(known), Points.CLASSES + 1)) {
      for (float[] logits : fit.fit(10).logits(Points.tested(12))) {
        assertTrue(Points.best(logits) < Points.CLASSES);
      }
    }
  }
}
