package io.bifocal.analysis.statistics;

import static io.bifocal.analysis.statistics.Fixture.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against weighted metrics of scikit-learn, with the literals of reference.py. */
class PriorsTest {
  private static final double[] TRAINING = {0.25, 0.25, 0.25, 0.25};
  private static final double[] DEPLOYMENT = {0.7, 0.1, 0.15, 0.05};

  @Test
  void adjustedProbabilitiesAreThoseOfTheReference() {
    float[][] adjusted = Priors.adjusted(Fixture.probabilities(200, 4), TRAINING, DEPLOYMENT);
    double[] expected = {0.355021016721, 0.015163904669, 0.405148215404, 0.224666863206};
    for (int k = 0; k < 4; k++) {
      assertEquals(expected[k], adjusted[0][k], 1e-6);
    }
  }

  @Test
  void figuresUnderThePriorsOfDeploymentAreThoseOfScikitLearn() {
    DeploymentScores scores = DeploymentScores.of(Fixture.labelled(200, 4), TRAINING, DEPLOYMENT);
    assertEquals(1, scores.covered(), 1e-12);
    assertEstimate(
        0.6488745164410059,
        0.5495671103760774,
        0.7289578092668586,
        scores.unadjusted().accuracy(),
        1e-12);
    assertEquals(0.8878814334725175, scores.unadjusted().logLoss(), 1e-6);
    assertEquals(0.4816715438745814, scores.unadjusted().brier(), 1e-6);
    assertEstimate(
        0.7598295454545455,
        0.6766574347347973,
        0.8060087134494613,
        scores.adjusted().accuracy(),
        1e-12);
    assertEquals(0.6242709152000836, scores.adjusted().logLoss(), 1e-6);
    assertEquals(0.324451068654703, scores.adjusted().brier(), 1e-6);
  }

  /** Class 2 has a fifth of the deployment, and no row. */
  @Test
  void whatIsNotCoveredIsSaid() {
    LabelledProbabilities rows =
        new LabelledProbabilities(new float[][] {{1, 0, 0}, {1, 0, 0}}, new int[] {0, 1});
    DeploymentScores scores =
        DeploymentScores.of(rows, new double[] {0.4, 0.3, 0.3}, new double[] {0.6, 0.2, 0.2});
    assertEquals(0.8, scores.covered(), 1e-12);
    assertEquals(0.75, scores.unadjusted().accuracy().value(), 1e-12);
    assertEquals(0.5, scores.unadjusted().brier(), 1e-12);
  }

  @Test
  void aClassThatDeploymentDoesNotHaveIsNotPredicted() {
    float[][] rows = {{0.5f, 0.5f, 0}, {1, 0, 0}, {0, 0.5f, 0.5f}};
    float[][] adjusted =
        Priors.adjusted(rows, new double[] {0.5, 0.5, 0}, new double[] {0, 0.5, 0.5});
    assertArrayEquals(new float[] {0, 1, 0}, adjusted[0]);
    assertArrayEquals(new float[] {0, 0.5f, 0.5f}, adjusted[1], "nothing is left");
    assertArrayEquals(new float[] {0, 1, 0}, adjusted[2], "class 2 was never learnt");
  }

  @Test
  void whatAreNoPriorsIsRefused() {
    float[][] rows = {{1, 0}};
    double[] even = {0.5, 0.5};
    for (double[] wrong : new double[][] {{0.5, 0.6}, {1.5, -0.5}, {1}, {Double.NaN, 1}}) {
      assertThrows(IllegalArgumentException.class, () -> Priors.adjusted(rows, even, wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> Priors.of(new long[3]));
    assertArrayEquals(new double[] {0.25, 0.75}, Priors.of(new long[] {1, 3}));
  }

  @Property(tries = 200)
  void adjustingThereAndBackChangesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int classes) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] training = Priors.of(random.longs(classes, 1, 20).toArray());
    double[] deployment = Priors.of(random.longs(classes, 1, 20).toArray());
    float[][] rows = Fixture.probabilities(20, classes);
    float[][] there = Priors.adjusted(rows, training, deployment);
    LabelledProbabilities.checkRows(there);
    float[][] back = Priors.adjusted(there, deployment, training);
    for (int row = 0; row < rows.length; row++) {
      assertArrayEquals(rows[row], back[row], 1e-5f);
    }
    DeploymentScores scores =
        DeploymentScores.of(Fixture.labelled(50, classes), training, deployment);
    Estimate accuracy = scores.adjusted().accuracy();
    assertTrue(accuracy.contains(accuracy.value()) && accuracy.low() >= 0 && accuracy.high() <= 1);
  }
}
