package io.bifocal.analysis.statistics;

import static io.bifocal.analysis.statistics.Fixture.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The corrected test against scipy's distributions, with the literals of reference.py. */
class ResampledTestTest {
  private static final double[] FIRST = {.81, .84, .79, .83, .85, .80, .82, .86, .78, .83};
  private static final double[] SECOND = {.78, .80, .79, .79, .82, .80, .77, .81, .79, .79};

  @Test
  void isThatOfTheReference() {
    ResampledTest test = ResampledTest.compare(FIRST, SECOND, 0.2);
    assertEstimate(0.027, -0.002624759703046934, 0.05662475970304687, test.difference(), 1e-12);
    assertEquals(2.0617295804672744, test.t(), 1e-11);
    assertEquals(0.06928586017888372, test.pValue(), 1e-12);
    assertEstimate(
        0.821, 0.7861867805373585, 0.8558132194626414, ResampledTest.mean(FIRST, 0.2), 1e-12);
  }

  @Test
  void oneSplitTellsNothing() {
    ResampledTest test = ResampledTest.compare(new double[] {0.9}, new double[] {0.1}, 0.2);
    assertEquals(1, test.pValue());
    assertEquals(0.8, test.difference().value(), 1e-12);
    assertTrue(test.difference().contains(-1e9) && test.difference().contains(1e9));
  }

  @Test
  void differencesThatAreAllEqualLeaveNoDoubt() {
    double[] same = {0.5, 0.75, 1};
    assertEquals(1, ResampledTest.compare(same, same, 0.2).pValue());
    assertEquals(0, ResampledTest.compare(same, new double[] {0.25, 0.5, 0.75}, 0.2).pValue());
  }

  @Test
  void otherInputIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ResampledTest.mean(new double[0], 0.2));
    assertThrows(IllegalArgumentException.class, () -> ResampledTest.mean(FIRST, 1));
    assertThrows(IllegalArgumentException.class, () -> ResampledTest.mean(FIRST, 0));
    assertThrows(
        IllegalArgumentException.class, () -> ResampledTest.compare(FIRST, new double[] {1}, 0.2));
  }

  @Property(tries = 200)
  void theIntervalHoldsZeroExactlyIfTheTestSaysNothing(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int splits) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] first = random.doubles(splits).toArray();
    double[] second = Arrays.stream(first).map(x -> x + random.nextDouble() - 0.3).toArray();
    ResampledTest test = ResampledTest.compare(first, second, 0.2);
    ResampledTest other = ResampledTest.compare(second, first, 0.2);
    assertTrue(test.difference().contains(test.difference().value()));
    assertEquals(test.difference().contains(0), test.pValue() > 0.05);
    assertEquals(test.pValue(), other.pValue(), 1e-12);
    assertEquals(test.t(), -other.t(), 1e-12);
  }

  /**
   * Two equally good guessers on 20 random splits of the same 200 rows, 300 times over: the usual t
   * test, of which the variance is a sixth, would find a difference in far more than 5 %.
   */
  @Test
  void splitsOfOneCollectionDoNotMakeADifferenceOfNothing() {
    SplittableRandom random = new SplittableRandom(11);
    int found = 0;
    for (int collection = 0; collection < 300; collection++) {
      int[] advantage = random.ints(200, -1, 2).toArray();
      double[] first = new double[20];
      for (int split = 0; split < 20; split++) {
        int[] order = random.ints(200).toArray();
        int[] tested =
            java.util.stream.IntStream.range(0, 200)
                .boxed()
                .sorted(java.util.Comparator.comparingInt(i -> order[i]))
                .limit(40)
                .mapToInt(Integer::intValue)
                .toArray();
        first[split] = Arrays.stream(tested).map(i -> advantage[i]).sum() / 40.0;
      }
      found += ResampledTest.compare(first, new double[20], 0.2).pValue() < 0.05 ? 1 : 0;
    }
    assertTrue(found <= 25, found + " of 300");
  }
}
