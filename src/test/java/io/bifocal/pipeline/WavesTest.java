package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WavesTest {
  private static final double FOREVER = 1e9;

  @Test
  void theFirstWaveIsSmallAsNothingIsKnown() {
    Waves waves = new Waves(units(10_000, 1));
    List<Unit> first = waves.next(8, FOREVER);
    assertEquals(16, first.size());
    assertTrue(first.stream().allMatch(task -> task.rows() == 10), "one unit a task");
  }

  @Test
  void laterOnesAreWhatTheMachinesDoInTwoMinutes() {
    Waves waves = new Waves(units(100_000, 1));
    List<Unit> first = waves.next(10, FOREVER);
    // Work takes three times as long as was expected.
    waves.took(seconds(first), 3 * seconds(first));
    List<Unit> second = waves.next(10, FOREVER);
    assertEquals(120.0 * 10 / 3, seconds(second), 0.05 * 120 * 10 / 3);
    assertEquals(40, second.size(), "four tasks a core");
  }

  @Test
  void theLastOneHasSmallTasksThatAllCoresEndTogether() {
    Waves waves = new Waves(units(330, 1));
    waves.took(seconds(waves.next(5, FOREVER)), 10);
    List<Unit> last = waves.next(5, FOREVER);
    assertEquals(320, seconds(last), 1e-9);
    assertEquals(80, last.size(), "16 a core");
    assertFalse(waves.hasNext());
  }

  @Test
  void tasksOfTheLastOneAreNoShorterThanASecond() {
    Waves waves = new Waves(units(324, 0.01));
    waves.took(seconds(waves.next(2, FOREVER)), 0.04);
    assertEquals(4, waves.next(2, FOREVER).size(), "3.2 s of work");
  }

  @Test
  void whatDoesNotFitIntoTheTimeThatIsLeftIsNotBegun() {
    Waves waves = new Waves(units(1_000, 1));
    List<Unit> first = waves.next(10, FOREVER);
    waves.took(seconds(first), 5 * seconds(first));
    assertEquals(List.of(), waves.next(10, 4.9), "a round of units takes 5 s");
    assertEquals(20.0 * 10 / 5, seconds(waves.next(10, 20)), 4);
    assertTrue(waves.hasNext());
  }

  @Test
  void aRestSmallerThanARoundIsBegunIfItFits() {
    Waves waves = new Waves(units(21, 1));
    waves.took(seconds(waves.next(10, FOREVER)), 20);
    assertEquals(1, waves.next(10, 1).size());
  }

  @Property
  void everyRowIsHandedOutOnceAndInOrder(
      @ForAll @IntRange(min = 0, max = 3_000) int units,
      @ForAll @IntRange(min = 1, max = 100) int cores,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor,
      @ForAll @DoubleRange(min = 0.1, max = 3) double each) {
    List<Unit> all = units(units, each);
    Waves waves = new Waves(all);
    List<Unit> handed = new ArrayList<>();
    while (waves.hasNext()) {
      List<Unit> wave = waves.next(cores, FOREVER);
      assertFalse(wave.isEmpty());
      handed.addAll(wave);
      waves.took(seconds(wave), factor * seconds(wave));
    }
    List<Unit> again = new ArrayList<>();
    for (Unit task : handed) {
      for (long from = task.from(); from < task.from() + task.rows(); from += 10) {
        again.add(new Unit(task.file(), from, 10, each));
      }
    }
    assertEquals(all, again);
  }

  /** In files of 500 units with ten rows each. */
  private static List<Unit> units(int count, double seconds) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      units.add(new Unit("plan-" + i / 500, 10L * (i % 500), 10, seconds));
    }
    return units;
  }

  private static double seconds(List<Unit> tasks) {
    return tasks.stream().mapToDouble(Unit::seconds).sum();
  }
}
