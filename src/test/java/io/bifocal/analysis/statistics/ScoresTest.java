package io.bifocal.analysis.statistics;

import static io.bifocal.analysis.statistics.Fixture.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The usual figures against scikit-learn, with the literals of reference.py. */
class ScoresTest {
  @Test
  void areThoseOfScikitLearn() {
    Scores scores = Scores.of(Fixture.labelled(200, 4));
    assertEquals(200, scores.rows());
    assertEstimate(0.58, 0.5107207393958045, 0.6462640083838328, scores.accuracy(), 1e-12);
    assertEquals(0.5733498549323017, scores.balancedAccuracy().value(), 1e-12);
    assertEquals(0.5692386449297375, scores.macroF1(), 1e-12);
    assertEquals(1.0280635435638654, scores.logLoss(), 1e-7);
    assertEquals(0.5692005583092252, scores.brier(), 1e-7);
  }

  @Test
  void topAccuracyIsThatOfScikitLearn() {
    LabelledProbabilities rows = Fixture.labelled(200, 4);
    double[] expected = {0.58, 0.855, 0.97, 1};
    for (int k = 1; k <= 4; k++) {
      assertEquals(expected[k - 1], Scores.topAccuracy(rows, k).value(), 1e-12);
    }
  }

  /** Class 1 of two is predicted twice of three times; classes 2 and 3 do not occur. */
  @Test
  void classesThatNeitherOccurNorArePredictedDoNotCount() {
    float[][] probabilities = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 1, 0, 0}};
    Scores scores = Scores.of(new LabelledProbabilities(probabilities, new int[] {0, 0, 1}));
    assertEquals(0.75, scores.balancedAccuracy().value(), 1e-12);
    assertEquals(2.0 / 3, scores.macroF1(), 1e-12);
    assertEquals(2.0 / 3, scores.brier(), 1e-12);
    assertEquals(23 * Math.log(2) / 3, scores.logLoss(), 1e-12, "one sure mistake in three rows");
  }

  @Test
  void whatIsNoDistributionIsRefused() {
    assertRefused(new float[][] {{0.5f, 0.6f}}, 0);
    assertRefused(new float[][] {{1.5f, -0.5f}}, 0);
    assertRefused(new float[][] {{Float.NaN, 1}}, 0);
    assertRefused(new float[][] {{0, 1}, {1}}, 0, 0);
    assertRefused(new float[][] {{0, 1}}, 2);
    assertRefused(new float[][] {{0, 1}}, -1);
    assertRefused(new float[][] {{0, 1}}, 0, 1);
    assertRefused(new float[0][]);
  }

  private static void assertRefused(float[][] probabilities, int... labels) {
    assertThrows(
        IllegalArgumentException.class, () -> new LabelledProbabilities(probabilities, labels));
  }

  @Property(tries = 300)
  void figuresStayInTheirRanges(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 6) int classes) {
    LabelledProbabilities data = Fixture.random(seed, rows, classes);
    Scores scores = Scores.of(data);
    assertTrue(scores.accuracy().contains(scores.accuracy().value()));
    assertTrue(scores.balancedAccuracy().contains(scores.balancedAccuracy().value()));
    assertTrue(scores.macroF1() >= 0 && scores.macroF1() <= 1);
    assertTrue(scores.brier() >= 0 && scores.brier() <= 2);
    assertTrue(scores.logLoss() >= 0 && scores.logLoss() <= 16);
    assertEquals(scores.accuracy(), Scores.topAccuracy(data, 1));
    double before = 0;
    for (int k = 1; k <= classes; k++) {
      double top = Scores.topAccuracy(data, k).value();
      assertTrue(top >= before);
      before = top;
    }
    assertEquals(1, before);
  }
}
