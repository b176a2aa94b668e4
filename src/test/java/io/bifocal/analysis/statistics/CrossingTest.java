package io.bifocal.analysis.statistics;

import static io.bifocal.analysis.statistics.Fixture.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.analysis.statistics.Crossing.Answer;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Against a search on a fine grid in numpy, with the literals of reference.py, and by hand. */
class CrossingTest {
  private static final double[] LABELS = {1, 2, 5, 10, 20, 50, 100};

  /** The first has 0.06 less at one label, and gains 0.05 with each tenfold number of labels. */
  private static LearningCurve curve(double start, double gain, double noise) {
    double[][] scores = new double[20][LABELS.length];
    for (int split = 0; split < 20; split++) {
      for (int i = 0; i < LABELS.length; i++) {
        scores[split][i] =
            start
                + gain * Math.log10(LABELS[i])
                + noise * Math.sin(12.9898 * (split + 1) + 78.233 * (i + 1) * (i + 1));
      }
    }
    return new LearningCurve(LABELS, scores);
  }

  private static Crossing compare(LearningCurve first) {
    return Crossing.of(first, curve(0, 0, 0), 0.2, 1);
  }

  @Test
  void isThatOfTheReference() {
    Crossing crossing = compare(curve(-0.06, 0.05, 0.015));
    assertEquals(Answer.FIRST_OVERTAKES, crossing.answer());
    assertEquals(15.342636648592809, crossing.labels().value(), 0.01);
    // Ends of 4,000 replicates of numpy's; 400 of ours scatter by some per cent.
    assertEquals(9.172442756761, crossing.labels().low(), 0.7);
    assertEquals(25.39846689766, crossing.labels().high(), 2);
    assertTrue(crossing.support() > 0.99);
  }

  @Test
  void theOtherWayRoundTheSecondOvertakes() {
    LearningCurve first = curve(-0.06, 0.05, 0.015);
    Crossing there = compare(first);
    Crossing back = Crossing.of(curve(0, 0, 0), first, 0.2, 1);
    assertEquals(Answer.SECOND_OVERTAKES, back.answer());
    assertEquals(there.labels().value(), back.labels().value(), 1e-9);
    assertEquals(there.labels().low(), back.labels().low(), 1e-9);
  }

  @Test
  void whoIsAheadEverywhereIsSaid() {
    assertEquals(Answer.FIRST_EVERYWHERE, compare(curve(0.1, 0.05, 0.015)).answer());
    Crossing second = compare(curve(-0.1, 0.02, 0.015));
    assertEquals(Answer.SECOND_EVERYWHERE, second.answer());
    assertTrue(Double.isNaN(second.labels().value()));
  }

  @Test
  void whereSplitsDisagreeNothingIsSaid() {
    assertEquals(Answer.CANNOT_TELL, compare(curve(0.005, 0, 0.015)).answer());
    assertEquals(Answer.CANNOT_TELL, compare(curve(-0.06, 0.05, 0.3)).answer());
    assertEquals(Answer.CANNOT_TELL, compare(curve(0, 0, 0)).answer());
    LearningCurve one = new LearningCurve(LABELS, new double[][] {LABELS});
    LearningCurve none = new LearningCurve(LABELS, new double[1][LABELS.length]);
    assertEquals(Answer.CANNOT_TELL, Crossing.of(one, none, 0.2, 1).answer());
  }

  /**
   * Differences of 0.5 and 2.5: a quarter of the replicates draws the first alone, which √(1 + 2 ×
   * 0.25) × √2 takes to 1.5 − 1.73 and so below 0.
   */
  @Test
  void twoSplitsAreLessThanTheyLook() {
    LearningCurve first =
        new LearningCurve(new double[] {1, 2}, new double[][] {{0.5, 0.5}, {2.5, 2.5}});
    LearningCurve second = new LearningCurve(new double[] {1, 2}, new double[2][2]);
    Crossing crossing = Crossing.of(first, second, 0.2, 1);
    assertEquals(Answer.CANNOT_TELL, crossing.answer());
    assertEquals(0.75, crossing.support(), 0.06);
  }

  @Test
  void otherCurvesAreRefused() {
    LearningCurve short20 = new LearningCurve(new double[] {1}, new double[20][1]);
    assertThrows(
        IllegalArgumentException.class, () -> Crossing.of(curve(0, 0, 0), short20, 0.2, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Crossing.of(short20, new LearningCurve(new double[] {1}, new double[3][1]), 0.2, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Crossing.of(curve(0, 0, 0), curve(0, 0, 0), 1.5, 1));
  }

  @Test
  void aSignChangesWhereTheLineIsAtNothing() {
    double[] axis = {0, 1, 2, 3};
    assertEquals(new SignChange(1.25, 1), SignChange.of(axis, new double[] {-2, -1, 3, 3}));
    assertEquals(new SignChange(1, -1), SignChange.of(axis, new double[] {2, 0, -2, -2}));
    assertEquals(new SignChange(1.5, -1), SignChange.of(axis, new double[] {2, 0, 0, -2}));
    assertEquals(new SignChange(Double.NaN, 1), SignChange.of(axis, new double[] {0, 0, 1, 0}));
    assertEquals(new SignChange(Double.NaN, 0), SignChange.of(axis, new double[4]));
  }

  /** −0.1 and +0.1 at the start are little beside what follows. */
  @Test
  void wigglesArePassedOver() {
    double[] axis = {0, 1, 2, 3, 4};
    SignChange change = SignChange.of(axis, new double[] {0.1, -0.1, -2, 2, 2});
    assertEquals(new SignChange(2.5, 1), change);
  }

  @Property(tries = 300)
  void turningTheLineOverTurnsTheSign(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] axis = {0, 1, 3, 4, 8};
    double[] values = random.ints(5, -3, 4).asDoubleStream().toArray();
    double[] turned = java.util.Arrays.stream(values).map(value -> -value).toArray();
    SignChange change = SignChange.of(axis, values);
    SignChange other = SignChange.of(axis, turned);
    assertEquals(change.place(), other.place(), 1e-12);
    assertEquals(change.sign(), -other.sign());
    assertEstimate(1, 1, 1, Bootstrap.interval(1, new double[] {1, 1}), 0);
  }
}
