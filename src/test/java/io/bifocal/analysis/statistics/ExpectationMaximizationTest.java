package io.bifocal.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against another optimiser of the same likelihood, with the literals of reference.py. */
class ExpectationMaximizationTest {
  private static final double[] TRAINING = {0.2, 0.3, 0.5};

  @Test
  void findsTheMaximumThatScipyFinds() {
    List<Estimate> priors =
        ExpectationMaximization.estimate(Fixture.probabilities(300, 3), TRAINING, 1);
    double[] expected = {0.505672956489, 0.327141681975, 0.167185361536};
    // Of 2,000 replicates of numpy's; 400 of ours scatter about their ends by about 0.006.
    double[] low = {0.429878106182, 0.247769099541, 0.09490927921};
    double[] high = {0.580965138672, 0.411117776546, 0.24066717758};
    for (int k = 0; k < 3; k++) {
      assertEquals(expected[k], priors.get(k).value(), 1e-5);
      assertEquals(low[k], priors.get(k).low(), 0.015);
      assertEquals(high[k], priors.get(k).high(), 0.015);
    }
  }

  @Test
  void oneSeedGivesOneAnswer() {
    float[][] rows = Fixture.probabilities(40, 3);
    assertEquals(
        ExpectationMaximization.estimate(rows, TRAINING, 5),
        ExpectationMaximization.estimate(rows, TRAINING, 5));
  }

  /** Rows of two normal distributions, seen by the classifier that knows them, at even priors. */
  @Test
  void findsPlantedPriors() {
    SplittableRandom random = new SplittableRandom(3);
    float[][] rows = new float[2000][2];
    for (float[] row : rows) {
      double x = random.nextGaussian() + (random.nextDouble() < 0.85 ? 1 : -1);
      row[1] = (float) (1 / (1 + Math.exp(-2 * x)));
      row[0] = 1 - row[1];
    }
    List<Estimate> priors = ExpectationMaximization.estimate(rows, new double[] {0.5, 0.5}, 1);
    assertTrue(priors.get(1).contains(0.85), priors.toString());
    assertTrue(priors.get(1).high() - priors.get(1).low() < 0.08, priors.toString());
    assertEquals(1, priors.get(0).value() + priors.get(1).value(), 1e-9);
  }

  @Test
  void classesNeverLearntStayAtNothing() {
    float[][] rows = {{0.5f, 0.5f, 0}, {0, 0, 1}, {1, 0, 0}};
    List<Estimate> priors = ExpectationMaximization.estimate(rows, new double[] {0.5, 0.5, 0}, 1);
    assertEquals(1, priors.get(0).value(), 1e-6);
    assertEquals(new Estimate(0, 0, 0), priors.get(2));
  }

  @Test
  void noRowsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ExpectationMaximization.estimate(new float[0][], TRAINING, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> ExpectationMaximization.estimate(new float[][] {{1, 0}}, TRAINING, 1));
  }
}
