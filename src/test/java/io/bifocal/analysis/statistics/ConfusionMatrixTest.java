package io.bifocal.analysis.statistics;

import static io.bifocal.analysis.statistics.Fixture.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against scikit-learn and statsmodels, with the literals of reference.py. */
class ConfusionMatrixTest {
  private static final long[][] COUNTS = {
    {35, 7, 1, 7}, {8, 39, 8, 0}, {4, 12, 21, 11}, {9, 4, 13, 21}
  };

  @Test
  void countsAreThoseOfScikitLearn() {
    ConfusionMatrix matrix = ConfusionMatrix.of(Fixture.labelled(200, 4));
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertEquals(COUNTS[i][j], matrix.count(i, j));
      }
    }
    assertEquals(116, matrix.hits());
    assertEquals(200, matrix.rows());
  }

  @Test
  void sharesAndTheirIntervalsAreThoseOfScikitLearnAndStatsmodels() {
    ConfusionMatrix matrix = ConfusionMatrix.of(COUNTS);
    assertEstimate(0.7, 0.5624964953554659, 0.8089644649911905, matrix.recall(0), 1e-12);
    assertEstimate(
        0.709090909090909, 0.5785927950724501, 0.8122880644604047, matrix.recall(1), 1e-12);
    assertEstimate(0.625, 0.494053659085018, 0.7398978567352911, matrix.precision(0), 1e-12);
    assertEstimate(
        0.538461538461538, 0.38569448270515755, 0.6843311439327215, matrix.precision(3), 1e-12);
    assertEstimate(0.660377358491, 0.550778726307, 0.75512493028, matrix.f1(0), 1e-11);
    assertEquals(0.461538461538, matrix.f1(2).value(), 1e-11);
    assertEstimate(
        0.5733498549323017,
        0.5069359568325111,
        0.6355289278795984,
        matrix.balancedAccuracy(),
        1e-12);
  }

  @Test
  void ofAClassThatIsNotThereNothingIsKnown() {
    ConfusionMatrix matrix = ConfusionMatrix.of(2, new int[] {0, 0}, new int[] {0, 0});
    assertEstimate(Double.NaN, 0, 1, matrix.recall(1), 0);
    assertEstimate(Double.NaN, 0, 1, matrix.precision(1), 0);
    assertEstimate(Double.NaN, 0, 1, matrix.f1(1), 0);
    ConfusionMatrix empty = ConfusionMatrix.of(new long[2][2]);
    assertTrue(Double.isNaN(empty.balancedAccuracy().value()));
    assertTrue(Double.isNaN(empty.macroF1()));
  }

  @Test
  void whatIsNoMatrixIsRefusedAndWhatIsGivenIsCopied() {
    long[][] counts = {{1, 2}, {3, 4}};
    ConfusionMatrix matrix = ConfusionMatrix.of(counts);
    counts[0][0] = 9;
    assertEquals(1, matrix.count(0, 0));
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.of(new long[][] {{1, 2}, {3}}));
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.of(new long[][] {{1, -2}, {3, 4}}));
    assertThrows(
        IllegalArgumentException.class, () -> matrix.plus(ConfusionMatrix.of(new long[3][3])));
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.of(2, new int[2], new int[3]));
  }

  @Property(tries = 200)
  void partsAddUpToTheWhole(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 5) int classes) {
    LabelledProbabilities data = Fixture.random(seed, rows, classes);
    int cut = rows / 2;
    int[][] parts = {new int[cut], new int[cut], new int[rows - cut], new int[rows - cut]};
    for (int row = 0; row < rows; row++) {
      int part = row < cut ? 0 : 2;
      parts[part][row < cut ? row : row - cut] = data.label(row);
      parts[part + 1][row < cut ? row : row - cut] = data.predicted(row);
    }
    ConfusionMatrix whole = ConfusionMatrix.of(data);
    ConfusionMatrix sum =
        ConfusionMatrix.of(classes, parts[0], parts[1])
            .plus(ConfusionMatrix.of(classes, parts[2], parts[3]));
    long labelled = 0;
    for (int k = 0; k < classes; k++) {
      assertEquals(data.classCounts()[k], whole.labelled(k));
      assertEquals(data.predictedCounts()[k], whole.predicted(k));
      labelled += whole.labelled(k);
      for (int j = 0; j < classes; j++) {
        assertEquals(whole.count(k, j), sum.count(k, j));
      }
      Estimate f1 = whole.f1(k);
      assertTrue(Double.isNaN(f1.value()) || f1.contains(f1.value()));
    }
    assertEquals(rows, labelled);
    assertEquals(whole.accuracy(), sum.accuracy());
  }
}
