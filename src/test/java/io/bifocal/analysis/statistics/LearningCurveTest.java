package io.bifocal.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Areas against scikit-learn, with the literals of reference.py. */
class LearningCurveTest {
  @Test
  void areasAreThoseOfScikitLearn() {
    LearningCurve curve =
        new LearningCurve(
            new double[] {1, 2, 5, 10, 50},
            new double[][] {{.3, .4, .6, .7, .8}, {.2, .45, .55, .72, .78}});
    assertArrayEquals(new double[] {0.6028520224830552, 0.595764669677633}, curve.areas(), 1e-12);
    assertEquals(2, curve.splits());
    assertArrayEquals(new double[] {.4, .45}, curve.at(1));
    assertEquals(ResampledTest.mean(new double[] {.4, .45}, 0.2), curve.means(0.2)[1]);
  }

  @Test
  void ofOneNumberOfLabelsTheAreaIsTheScore() {
    LearningCurve curve = new LearningCurve(new double[] {5}, new double[][] {{0.4}, {0.6}});
    assertArrayEquals(new double[] {0.4, 0.6}, curve.areas());
  }

  @Test
  void whatIsNoCurveIsRefused() {
    double[][] scores = {{0.4, 0.5}};
    assertRefused(new double[] {2, 2}, scores);
    assertRefused(new double[] {0, 2}, scores);
    assertRefused(new double[] {1, 2, 3}, scores);
    assertRefused(new double[] {1, 2}, new double[0][]);
    assertRefused(new double[0], new double[][] {{}});
  }

  private static void assertRefused(double[] labels, double[][] scores) {
    assertThrows(IllegalArgumentException.class, () -> new LearningCurve(labels, scores));
  }

  @Property(tries = 200)
  void anAreaLiesBetweenTheLowestAndTheHighestScore(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int points) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] labels = new double[points];
    double last = 0;
    for (int i = 0; i < points; i++) {
      last += 1 + random.nextInt(50);
      labels[i] = last;
    }
    double[] scores = random.doubles(points).toArray();
    double area = new LearningCurve(labels, new double[][] {scores}).areas()[0];
    assertTrue(area >= java.util.Arrays.stream(scores).min().orElseThrow());
    assertTrue(area <= java.util.Arrays.stream(scores).max().orElseThrow());
  }
}
