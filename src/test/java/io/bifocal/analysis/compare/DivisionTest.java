package io.bifocal.analysis.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DivisionTest {

  /** Each image is on one side, and so are all of its unit. */
  @Property(tries = 60)
  void unitsAreNotTornApart(
      @ForAll @IntRange(min = 10, max = 200) int rows,
      @ForAll @IntRange(min = 1, max = 6) int perUnit,
      @ForAll long seed) {
    Sample sample = drawn(rows, perUnit, seed);
    List<Division> divisions = new ArrayList<>(Division.folds(sample, 5, seed));
    divisions.add(Division.random(sample, 0.2, seed));
    for (Division division : divisions) {
      int[] training = division.training(Design.ALL);
      assertEquals(rows, training.length + division.test().length);
      Set<Integer> trained = units(sample, training);
      assertFalse(units(sample, division.test()).stream().anyMatch(trained::contains));
      assertArrayEquals(division.test(), division.home());
    }
  }

  @Property(tries = 30)
  void foldsTestEachImageOnce(@ForAll @IntRange(min = 10, max = 200) int rows, @ForAll long seed) {
    int[] tested =
        Division.folds(drawn(rows, 2, seed), 5, seed).stream()
            .flatMapToInt(division -> Arrays.stream(division.test()))
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, rows).toArray(), tested);
  }

  @Test
  void eachClassIsTestedWithItsShare() {
    int[] labels = IntStream.range(0, 200).map(row -> row < 150 ? 0 : 1).toArray();
    Sample sample = Samples.of(2, labels, IntStream.range(0, 200).toArray());
    Division division = Division.random(sample, 0.2, 5);
    assertEquals(40, division.test().length);
    assertEquals(30, IntStream.of(division.test()).filter(row -> row < 150).count());
    assertEquals(120 + 40, division.training(Design.ALL).length);
    assertEquals(2 * 7, division.training(7).length);
    // What few labels are trained with, many are too.
    Set<Integer> many = new HashSet<>(Arrays.stream(division.training(20)).boxed().toList());
    assertTrue(Arrays.stream(division.training(7)).allMatch(many::contains));
  }

  @Test
  void seedsGiveDivisionsOfTheirOwn() {
    Sample sample = drawn(100, 1, 4);
    assertArrayEquals(
        Division.random(sample, 0.2, 1).test(), Division.random(sample, 0.2, 1).test());
    assertFalse(
        Arrays.equals(
            Division.random(sample, 0.2, 1).test(), Division.random(sample, 0.2, 2).test()));
  }

  /** Trained on the even, tested on the odd; things of both sources are on one side. */
  @Test
  void sourcesAreTestedApart() {
    List<SampleRow> rows = new ArrayList<>();
    for (int row = 0; row < 120; row++) {
      rows.add(Samples.row(row, row / 60, row / 2, row % 2 == 0, row % 2 == 1));
    }
    Sample sample = Samples.sample(2, rows);
    Division division = Division.random(sample, 0.2, 0);
    assertTrue(Arrays.stream(division.training(Design.ALL)).allMatch(row -> row % 2 == 0));
    assertTrue(Arrays.stream(division.test()).allMatch(row -> row % 2 == 1));
    assertTrue(Arrays.stream(division.home()).allMatch(row -> row % 2 == 0));
    assertEquals(units(sample, division.test()), units(sample, division.home()));
  }

  /** Rows without a vector, and such without a label. */
  @Test
  void rowsThatAreAsideTakeNoPart() {
    List<SampleRow> rows = new ArrayList<>();
    for (int row = 0; row < 40; row++) {
      SampleRow made = Samples.row(row, row % 2, row, true, true);
      rows.add(row % 10 == 3 ? made.aside() : made);
    }
    rows.add(new SampleRow("z", "z.png", -1, -1, 10, 4, 4, false, false, true));
    Sample sample = Samples.sample(2, rows);
    Division division = Division.random(sample, 0.25, 0);
    assertEquals(36, division.test().length + division.training(Design.ALL).length);
    assertEquals(36, sample.used());
    assertEquals(4, sample.aside());
    assertArrayEquals(new int[] {40}, sample.asked());
  }

  private static Sample drawn(int rows, int perUnit, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = IntStream.range(0, rows).map(row -> random.nextInt(3)).toArray();
    int[] units = IntStream.range(0, rows).map(row -> random.nextInt(rows / perUnit + 1)).toArray();
    return Samples.of(3, labels, units);
  }

  private static Set<Integer> units(Sample sample, int[] rows) {
    return new HashSet<>(Arrays.stream(sample.units(rows)).boxed().toList());
  }
}
