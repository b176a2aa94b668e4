package io.bifocal.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against numpy, with the literals of reference.py, and by hand. */
class SelectivePredictionTest {
  @Test
  void isThatOfTheReference() {
    SelectivePrediction selective = SelectivePrediction.of(Fixture.labelled(200, 4));
    assertEquals(0.36249761017581345, selective.area(), 1e-12);
    assertEquals(0.005, selective.coverageAt(0.1), 1e-12);
    assertEquals(0.25, selective.coverageAt(0.3), 1e-12);
    assertEquals(0.89, selective.coverageAt(0.4), 1e-12);
  }

  /** One sure mistake, then two rows of one confidence of which one is right, then one right. */
  @Test
  void rowsOfOneConfidenceAreJudgedTogether() {
    float[][] probabilities = {{0.75f, 0.25f}, {0.5f, 0.5f}, {1, 0}, {0.75f, 0.25f}};
    SelectivePrediction selective =
        SelectivePrediction.of(new LabelledProbabilities(probabilities, new int[] {0, 0, 1, 1}));
    assertEquals(
        List.of(
            new SelectivePrediction.Point(1, 0.25, 1),
            new SelectivePrediction.Point(0.75, 0.75, 2 / 3.0),
            new SelectivePrediction.Point(0.5, 1, 0.5)),
        selective.curve());
    assertEquals((1 + 2 * 2 / 3.0 + 0.5) / 4, selective.area(), 1e-12);
    assertEquals(0, selective.coverageAt(0.4));
    assertEquals(1, selective.coverageAt(0.5));
  }

  @Property(tries = 300)
  void theCurveEndsAtAllRowsAndCoverageGrowsWithRisk(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 6) int classes) {
    LabelledProbabilities data = Fixture.random(seed, rows, classes);
    SelectivePrediction selective = SelectivePrediction.of(data);
    SelectivePrediction.Point last = selective.curve().get(selective.curve().size() - 1);
    assertEquals(1, last.coverage());
    assertEquals(1 - Scores.of(data).accuracy().value(), last.risk(), 1e-12);
    assertTrue(selective.area() >= 0 && selective.area() <= 1);
    double coverage = 0;
    for (double risk = 0; risk <= 1; risk += 0.1) {
      assertTrue(selective.coverageAt(risk) >= coverage);
      coverage = selective.coverageAt(risk);
    }
    assertEquals(1, selective.coverageAt(1));
  }
}
