package io.bifocal.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against what is known of a share: where the baseline is always wrong, the error is one. */
class CorruptionBootstrapTest {
  private static final int IMAGES = 400;

  /** Of 400 answers 120 are wrong: 30 %, with a deviation of the root of 0.3 · 0.7 / 400. */
  @Test
  void itsIntervalIsThatOfAShare() {
    CorruptionBootstrap bootstrap =
        CorruptionBootstrap.of(
            List.of(outcomes(i -> i % 10 < 3), outcomes(i -> true)), 1, single(), 1);
    Estimate mean = bootstrap.mean(0);
    double half = 100 * 1.96 * Math.sqrt(0.3 * 0.7 / IMAGES);
    assertEquals(30, mean.value(), 1e-9);
    assertEquals(30 - half, mean.low(), 0.15 * half);
    assertEquals(30 + half, mean.high(), 0.15 * half);
    assertEquals(new Estimate(100, 100, 100), bootstrap.mean(1));
  }

  /** Four images that always stand or fall together tell as much as one. */
  @Test
  void whatBelongsTogetherIsDrawnTogether() {
    int[] units = IntStream.range(0, IMAGES).map(i -> i / 4).toArray();
    CorruptionBootstrap bootstrap =
        CorruptionBootstrap.of(
            List.of(outcomes(i -> i / 4 % 10 < 3), outcomes(i -> true)), 1, units, 1);
    double half = 100 * 1.96 * Math.sqrt(0.3 * 0.7 / (IMAGES / 4));
    assertEquals(30 - half, bootstrap.mean(0).low(), 0.15 * half);
    assertEquals(30 + half, bootstrap.mean(0).high(), 0.15 * half);
  }

  /** Each image is wrong of one of them: the difference varies twice as much as one of them. */
  @Test
  void differencesAreOfTheSameDraws() {
    List<byte[][][]> outcomes =
        List.of(
            outcomes(i -> i % 2 == 0),
            outcomes(i -> i % 2 == 1),
            outcomes(i -> i % 2 == 0),
            outcomes(i -> true));
    CorruptionBootstrap bootstrap = CorruptionBootstrap.of(outcomes, 3, single(), 1);
    double half = 100 * 1.96 * 2 * Math.sqrt(0.25 / IMAGES);
    assertEquals(0, bootstrap.difference(0, 1).value(), 1e-9);
    assertEquals(-half, bootstrap.difference(0, 1).low(), 0.15 * half);
    assertEquals(half, bootstrap.difference(0, 1).high(), 0.15 * half);
    assertEquals(new Estimate(0, 0, 0), bootstrap.difference(0, 2));
  }

  @Test
  void whatNobodyAnsweredIsNotCounted() {
    byte[][][] some = outcomes(i -> i % 2 == 0);
    IntStream.range(0, IMAGES / 2).forEach(i -> some[0][0][i] = CorruptionBootstrap.UNKNOWN);
    IntStream.range(IMAGES / 2, IMAGES).forEach(i -> some[0][0][i] = CorruptionBootstrap.WRONG);
    assertEquals(
        100,
        CorruptionBootstrap.of(List.of(some, outcomes(i -> true)), 1, single(), 1).mean(0).value());
  }

  @Test
  void whereTheBaselineNeverErrsNothingIsKnown() {
    CorruptionBootstrap bootstrap =
        CorruptionBootstrap.of(List.of(outcomes(i -> true), outcomes(i -> false)), 1, single(), 1);
    assertEquals(Double.NaN, bootstrap.mean(0).value());
    assertEquals(Double.NaN, bootstrap.difference(0, 1).value());
  }

  private static int[] single() {
    return IntStream.range(0, IMAGES).toArray();
  }

  /** One corruption of one severity. */
  private static byte[][][] outcomes(IntPredicate isWrong) {
    byte[][][] outcomes = new byte[1][1][IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      outcomes[0][0][i] = isWrong.test(i) ? CorruptionBootstrap.WRONG : CorruptionBootstrap.RIGHT;
    }
    return outcomes;
  }
}
