package io.bifocal.analysis.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A division of a sample into training and test, by units.
 *
 * @param test rows to test with
 * @param home rows like those that are trained on, in the units of the test; equal to {@code test}
 *     unless training and test are of different sources
 * @param training for each class, its rows in the order in which they are labelled
 */
@SuppressWarnings("ArrayRecordComponent") // Not compared.
record Division(int[] test, int[] home, int[][] training) implements Serializable {

  /**
   * Draws units of each class until they have their share of its images.
   *
   * @param share of the images to test with
   * @param seed another one gives another division
   */
  static Division random(Sample sample, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
    boolean[] tested = new boolean[sample.size()];
    for (List<int[]> units : unitsByClass(sample).values()) {
      shuffle(units, random);
      long images = units.stream().mapToLong(unit -> unit.length).sum();
      long wanted = Math.max(1, Math.round(share * images));
      long taken = 0;
      // The last unit is left to train with.
      for (int i = 0; i < units.size() - 1 && taken < wanted; i++) {
        taken += units.get(i).length;
        for (int row : units.get(i)) {
          tested[row] = true;
        }
      }
    }
    return of(sample, tested, random);
  }

  /**
   * Cuts a sample into {@code folds}, each of which is tested with once.
   *
   * @param folds at least 2
   */
  static List<Division> folds(Sample sample, int folds, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 2);
    int[] foldOf = new int[sample.size()];
    for (List<int[]> units : unitsByClass(sample).values()) {
      shuffle(units, random);
      long[] sizes = new long[folds];
      for (int[] unit : units) {
        int smallest = 0;
        for (int fold = 1; fold < folds; fold++) {
          if (sizes[fold] < sizes[smallest]) {
            smallest = fold;
          }
        }
        sizes[smallest] += unit.length;
        for (int row : unit) {
          foldOf[row] = smallest;
        }
      }
    }
    List<Division> divisions = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      boolean[] tested = new boolean[foldOf.length];
      for (int row = 0; row < foldOf.length; row++) {
        tested[row] = foldOf[row] == fold;
      }
      divisions.add(of(sample, tested, random));
    }
    return divisions;
  }

  /** The rows to train with where each class has {@code count} labels, or as many as there are. */
  int[] training(int count) {
    return Arrays.stream(training)
        .flatMapToInt(rows -> Arrays.stream(rows, 0, Math.min(count, rows.length)))
        .toArray();
  }

  /** Rows of the class that has the most. */
  int mostLabels() {
    return Arrays.stream(training).mapToInt(rows -> rows.length).max().orElse(0);
  }

  private static Division of(Sample sample, boolean[] tested, SplittableRandom random) {
    List<Integer> test = new ArrayList<>();
    List<Integer> home = new ArrayList<>();
    List<List<Integer>> training = new ArrayList<>();
    sample.classes().forEach(label -> training.add(new ArrayList<>()));
    for (int row = 0; row < tested.length; row++) {
      SampleRow image = sample.rows().get(row);
      if (!tested[row] && image.trains()) {
        training.get(image.label()).add(row);
      }
      if (tested[row] && image.tests()) {
        test.add(row);
      }
      if (tested[row] && image.trains()) {
        home.add(row);
      }
    }
    int[][] ordered = new int[training.size()][];
    for (int label = 0; label < ordered.length; label++) {
      shuffle(training.get(label), random);
      ordered[label] = ints(training.get(label));
    }
    return new Division(ints(test), ints(home), ordered);
  }

  /** The rows of each unit, by the class that most of them have. */
  private static Map<Integer, List<int[]>> unitsByClass(Sample sample) {
    Map<Integer, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; row < sample.size(); row++) {
      if (sample.rows().get(row).isUsed()) {
        rows.computeIfAbsent(sample.rows().get(row).unit(), unit -> new ArrayList<>()).add(row);
      }
    }
    Map<Integer, List<int[]>> byClass = new TreeMap<>();
    for (List<Integer> unit : rows.values()) {
      Map<Integer, Integer> counts = new HashMap<>();
      unit.forEach(row -> counts.merge(sample.rows().get(row).label(), 1, Integer::sum));
      int most = Collections.max(counts.values());
      int label =
          counts.keySet().stream()
              .filter(key -> counts.get(key) == most)
              .min(Integer::compare)
              .get();
      byClass.computeIfAbsent(label, key -> new ArrayList<>()).add(ints(unit));
    }
    return byClass;
  }

  private static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
