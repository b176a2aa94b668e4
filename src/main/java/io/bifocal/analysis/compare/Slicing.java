package io.bifocal.analysis.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A division of images by something that they have in common.
 *
 * @param by what that is
 * @param parts names
 * @param partOf for each row of the sample the index of its part, -1 for none
 */
@SuppressWarnings("ArrayRecordComponent") // Not compared.
record Slicing(String by, List<String> parts, int[] partOf) implements Serializable {
  private static final List<String> THIRDS =
      List.of("lowest third", "middle third", "highest third");
  private static final int MOST_PARTS = 10;

  /**
   * By a number: three parts of about the same size. None where most images have the same number.
   *
   * @param values of each row; NaN for none
   */
  static List<Slicing> thirds(String by, double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length < THIRDS.size()) {
      return List.of();
    }
    double low = sorted[sorted.length / 3];
    double high = sorted[2 * sorted.length / 3];
    if (!(sorted[0] < low && low < high)) {
      return List.of();
    }
    int[] partOf =
        Arrays.stream(values)
            .mapToInt(value -> Double.isNaN(value) ? -1 : value < low ? 0 : value < high ? 1 : 2)
            .toArray();
    return List.of(new Slicing(by, THIRDS, partOf));
  }

  /**
   * By a text: a part for each of the ten most frequent. None where there is only one text, or
   * where it says the same as the label.
   */
  static List<Slicing> texts(String by, Sample sample, Function<SampleRow, String> text) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, Integer> labels = new LinkedHashMap<>();
    boolean saysTheLabel = true;
    for (SampleRow row : sample.rows()) {
      counts.merge(text.apply(row), 1, Integer::sum);
      Integer label = labels.putIfAbsent(text.apply(row), row.label());
      saysTheLabel &= label == null || label == row.label();
    }
    if (counts.size() < 2 || saysTheLabel) {
      return List.of();
    }
    List<String> parts = new ArrayList<>(counts.keySet());
    parts.sort(
        Comparator.comparing((String part) -> -counts.get(part)).thenComparing(part -> part));
    List<String> most = parts.subList(0, Math.min(MOST_PARTS, parts.size()));
    int[] partOf =
        IntStream.range(0, sample.size())
            .map(row -> most.indexOf(text.apply(sample.rows().get(row))))
            .toArray();
    return List.of(new Slicing(by, List.copyOf(most), partOf));
  }
}
