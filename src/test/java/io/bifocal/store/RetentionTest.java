package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

  @Test
  void aRunGoesIfItIsNeitherAmongTheNewestNorYoung() {
    Map<String, Instant> runs = runs(List.of(40, 35, 20, 10, 1));
    List<String> names = runs.keySet().stream().sorted().toList();
    assertEquals(List.of("run-0", "run-1"), dropped(2, 30, Set.of(), names, runs));
    assertEquals(List.of("run-0"), dropped(4, 30, Set.of(), names, runs));
    assertEquals(List.of(), dropped(5, 30, Set.of(), names, runs));
    assertEquals(List.of(), dropped(1, 41, Set.of(), names, runs));
    assertEquals(List.of("run-1"), dropped(2, 30, Set.of("run-0"), names, runs));
    assertEquals(names.subList(0, 4), dropped(1, 0, Set.of(), names, runs));
  }

  /** Ages in any order: clocks are set back. */
  @Property
  void whatStaysIsKeptByOneRuleAtLeastAndWhatGoesByNone(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 60) Integer> ages,
      @ForAll @IntRange(min = 1, max = 14) int keepRuns,
      @ForAll @IntRange(max = 60) int olderThan) {
    Map<String, Instant> runs = runs(ages);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < ages.size(); i++) {
      names.add("run-" + i);
    }
    List<String> dropped = dropped(keepRuns, olderThan, Set.of(), names, runs);
    for (int i = 0; i < ages.size(); i++) {
      boolean newest = i >= ages.size() - keepRuns;
      boolean young = ages.get(i) <= olderThan;
      assertEquals(!newest && !young, dropped.contains(names.get(i)), names.get(i));
    }
    assertTrue(!dropped.contains(names.get(names.size() - 1)));
  }

  private static List<String> dropped(
      int keepRuns, int days, Set<String> always, List<String> names, Map<String, Instant> runs) {
    return new Retention(keepRuns, Duration.ofDays(days), always).dropped(names, runs::get, NOW);
  }

  private static Map<String, Instant> runs(List<Integer> ages) {
    Map<String, Instant> runs = new HashMap<>();
    for (int i = 0; i < ages.size(); i++) {
      runs.put("run-" + i, NOW.minus(Duration.ofDays(ages.get(i))));
    }
    return runs;
  }
}
