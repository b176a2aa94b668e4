package io.bifocal.analysis.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Folds within training images: units stay together, and each class is in each fold if it can be.
 */
final class InnerFolds {
  /** Folds at most. */
  static final int MOST = 3;

  /** Rows that tell strengths apart well enough. */
  private static final int MOST_ROWS = 4000;

  private InnerFolds() {}

  /** All that may be parted, or so many rows of units that are drawn. */
  static Training draw(Training training, long seed) {
    if (training.rows() <= MOST_ROWS) {
      return training;
    }
    List<Integer> units = new ArrayList<>(new TreeSet<>(asList(training.units())));
    Collections.shuffle(units, new Random(seed));
    Map<Integer, Integer> place = new HashMap<>();
    units.forEach(unit -> place.put(unit, place.size()));
    int[] rows =
        IntStream.range(0, training.rows())
            .boxed()
            .sorted(Comparator.comparing(row -> place.get(training.units()[row])))
            .limit(MOST_ROWS)
            .sorted()
            .mapToInt(Integer::intValue)
            .toArray();
    return training.select(rows);
  }

  private static List<Integer> asList(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /**
   * The fold of each row; empty where a class has one unit only, so that nothing could be held out.
   */
  static int[] of(Training training, long seed) {
    Map<Integer, List<Integer>> unitsOfClass = new TreeMap<>();
    Map<Integer, Integer> classOfUnit = new HashMap<>();
    for (int row = 0; row < training.rows(); row++) {
      // A unit of two classes counts as one of the first.
      if (classOfUnit.putIfAbsent(training.units()[row], training.labels()[row]) == null) {
        unitsOfClass
            .computeIfAbsent(training.labels()[row], label -> new ArrayList<>())
            .add(training.units()[row]);
      }
    }
    int fewest = unitsOfClass.values().stream().mapToInt(List::size).min().orElse(0);
    int folds = Math.min(MOST, fewest);
    if (folds < 2) {
      return new int[0];
    }
    SplittableRandom random = new SplittableRandom(seed);
    Map<Integer, Integer> foldOfUnit = new HashMap<>();
    int next = 0;
    for (List<Integer> units : unitsOfClass.values()) {
      for (int i = units.size() - 1; i > 0; i--) {
        Collections.swap(units, i, random.nextInt(i + 1));
      }
      for (int unit : units) {
        foldOfUnit.put(unit, next++ % folds);
      }
    }
    return IntStream.range(0, training.rows())
        .map(row -> foldOfUnit.get(training.units()[row]))
        .toArray();
  }
}
