package io.bifocal.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/** Compares two profiles of one producer, whose bins are the same. */
final class ProfileComparison {
  /** Guards that are the larger, the less an image is like those that the model knows. */
  private static final Set<String> OUT_OF_DISTRIBUTION =
      Set.of("energy", "mahalanobis", "nearest_neighbours");

  /**
   * The bins of the population stability index hold this share of the side that is compared with.
   */
  private static final double GROUP = 0.1;

  private static final int SHOWN = 3;

  private final String what;
  private final Profile before;
  private final Profile after;
  private final String subject;

  /**
   * Prepares a comparison.
   *
   * @param what the producer, as {@code kind/name/version}
   * @param subject what is counted in {@code after}, such as {@code 120 new images}
   */
  ProfileComparison(String what, Profile before, Profile after, String subject) {
    this.what = what;
    this.before = before;
    this.after = after;
    this.subject = subject;
  }

  /** What was measured of its vectors, labels, scores and guards. */
  List<Measured> measure() {
    List<Measured> result = new ArrayList<>();
    columns(what, 0, before.length()).ifPresent(result::add);
    Categories labels = Categories.of(before.effectiveLabels(), after.effectiveLabels());
    if (labels.differ()) {
      result.add(labels.balance(what + "/label", subject));
    }
    for (int i = 0; i < before.scalars().size(); i++) {
      String scalar = before.scalars().get(i);
      int column = before.length() + i;
      columns(what + "/" + scalar, column, column + 1).ifPresent(result::add);
      if (OUT_OF_DISTRIBUTION.contains(scalar)) {
        result.add(tail(what + "/" + scalar, column));
      }
    }
    return result;
  }

  /** The columns that have values on both sides. */
  private Optional<Measured> columns(String name, int from, int to) {
    double[][] histograms = new double[2 * (to - from)][];
    int[] columns = new int[to - from];
    int count = 0;
    for (int column = from; column < to; column++) {
      double[] first = before.histogram(column);
      double[] second = after.histogram(column);
      if (Arrays.stream(first).sum() > 0 && Arrays.stream(second).sum() > 0) {
        histograms[2 * count] = first;
        histograms[2 * count + 1] = second;
        columns[count++] = column - from;
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    double[] pValues = new double[count];
    double[] distances = new double[count];
    double[] indexes = new double[count];
    for (int i = 0; i < count; i++) {
      double[] first = histograms[2 * i];
      double[] second = histograms[2 * i + 1];
      distances[i] = KolmogorovSmirnov.distance(first, second);
      pValues[i] =
          KolmogorovSmirnov.probability(
              distances[i], Arrays.stream(first).sum(), Arrays.stream(second).sum());
      int[] groups = groups(first);
      indexes[i] = PopulationStabilityIndex.of(grouped(first, groups), grouped(second, groups));
    }
    return Optional.of(
        new Measured(
            name,
            pValues,
            List.of(
                effect(Statistic.POPULATION_STABILITY_INDEX, indexes, columns),
                effect(Statistic.KOLMOGOROV_SMIRNOV, distances, columns))));
  }

  private Measured.Effect effect(Statistic statistic, double[] strengths, int[] columns) {
    return new Measured.Effect(
        statistic, OptionalDouble.empty(), strengths, parts -> sentence(parts, strengths, columns));
  }

  private String sentence(int[] parts, double[] strengths, int[] columns) {
    if (parts.length == 0) {
      return subject + ": no significant difference";
    }
    if (columns.length == 1) {
      return subject + " differ";
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, parts.length); i++) {
      shown.add(String.format(Locale.ROOT, "%d (%.2f)", columns[parts[i]], strengths[parts[i]]));
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d values differ, most of all %s",
        subject,
        parts.length,
        columns.length,
        String.join(", ", shown));
  }

  private Measured tail(String name, int column) {
    return Categories.of(parts(before, column), parts(after, column))
        .increase(Statistic.OUT_OF_DISTRIBUTION, name, "usual", subject);
  }

  private static Map<String, Long> parts(Profile profile, int column) {
    double[] histogram = profile.histogram(column);
    double tail = Arrays.stream(histogram, Bins.TAIL, Bins.SIZE).sum();
    return Map.of(
        "usual",
        Math.round(Arrays.stream(histogram).sum() - tail),
        "above the 99th percentile",
        Math.round(tail));
  }

  /**
   * Bins put together until each has a tenth of the counts; one that has as many by itself, as a
   * value does that is very frequent, stays by itself.
   *
   * @return the group of each bin, ascending from 0
   */
  static int[] groups(double[] histogram) {
    double least = GROUP * Arrays.stream(histogram).sum();
    int[] groups = new int[histogram.length];
    int group = 0;
    double sum = 0;
    int members = 0;
    boolean mayGrow = false;
    for (int i = 0; i < histogram.length; i++) {
      if (histogram[i] >= least && members > 0) {
        group++;
        sum = 0;
        members = 0;
      }
      groups[i] = group;
      sum += histogram[i];
      members++;
      if (sum >= least) {
        mayGrow = members > 1;
        group++;
        sum = 0;
        members = 0;
      }
    }
    if (members > 0 && mayGrow && sum < least / 2) {
      int last = group;
      for (int i = 0; i < groups.length; i++) {
        groups[i] = groups[i] == last ? last - 1 : groups[i];
      }
    }
    return groups;
  }

  private static double[] grouped(double[] histogram, int[] groups) {
    double[] result = new double[IntStream.of(groups).max().orElse(0) + 1];
    for (int i = 0; i < histogram.length; i++) {
      result[groups[i]] += histogram[i];
    }
    return result;
  }
}
