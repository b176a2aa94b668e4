package io.bifocal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How often each of several categories, such as labels, occurs on two sides.
 *
 * @param names of the categories
 * @param before counts on the side that is compared with
 * @param after counts on the other
 */
@SuppressWarnings("ArrayRecordComponent") // Lives until it is compared.
record Categories(List<String> names, long[] before, long[] after) {
  private static final int SHOWN = 3;

  static Categories of(Map<String, Long> before, Map<String, Long> after) {
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return new Categories(
        List.copyOf(names),
        names.stream().mapToLong(name -> before.getOrDefault(name, 0L)).toArray(),
        names.stream().mapToLong(name -> after.getOrDefault(name, 0L)).toArray());
  }

  /** Whether there is more than one category. */
  boolean differ() {
    return names.size() > 1;
  }

  /**
   * Their balance, by the population stability index.
   *
   * @param subject what is counted on the other side, such as {@code 120 new images}
   */
  Measured balance(String what, String subject) {
    double[] strengths = new double[names.size()];
    for (int i = 0; i < strengths.length; i++) {
      strengths[i] = Math.abs(share(after, i) - share(before, i));
    }
    double index = PopulationStabilityIndex.of(doubles(before), doubles(after));
    return new Measured(
        what,
        pValues(),
        List.of(
            new Measured.Effect(
                Statistic.POPULATION_STABILITY_INDEX,
                OptionalDouble.of(index),
                strengths,
                parts -> sentence(subject, parts))));
  }

  /** The increase of the share of each category but {@code usual}. */
  Measured increase(Statistic statistic, String what, String usual, String subject) {
    int[] others =
        IntStream.range(0, names.size()).filter(i -> !names.get(i).equals(usual)).toArray();
    double[] pValues = pValues();
    return new Measured(
        what,
        IntStream.of(others).mapToDouble(i -> pValues[i]).toArray(),
        List.of(
            new Measured.Effect(
                statistic,
                OptionalDouble.empty(),
                IntStream.of(others).mapToDouble(i -> share(after, i) - share(before, i)).toArray(),
                parts -> sentence(subject, IntStream.of(parts).map(i -> others[i]).toArray()))));
  }

  private double[] pValues() {
    long beforeSum = sum(before);
    long afterSum = sum(after);
    return IntStream.range(0, names.size())
        .mapToDouble(i -> FisherExact.probability(after[i], afterSum, before[i], beforeSum))
        .toArray();
  }

  private String sentence(String subject, int[] parts) {
    if (parts.length == 0) {
      return subject + ": no significant difference";
    }
    String more = parts.length > SHOWN ? ", and " + (parts.length - SHOWN) + " more" : "";
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, parts.length); i++) {
      shown.add(
          String.format(
              Locale.ROOT,
              "%s %.1f %% (%.1f %% before)",
              names.get(parts[i]),
              100 * share(after, parts[i]),
              100 * share(before, parts[i])));
    }
    return subject + ": " + String.join(", ", shown) + more;
  }

  private static double share(long[] counts, int i) {
    long sum = sum(counts);
    return sum == 0 ? 0 : counts[i] / (double) sum;
  }

  private static long sum(long[] counts) {
    return IntStream.range(0, counts.length).mapToLong(i -> counts[i]).sum();
  }

  private static double[] doubles(long[] counts) {
    return IntStream.range(0, counts.length).mapToDouble(i -> counts[i]).toArray();
  }
}
