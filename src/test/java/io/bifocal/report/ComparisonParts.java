package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison.Contrast;
import io.bifocal.analysis.compare.Comparison.Cost;
import io.bifocal.analysis.compare.Comparison.Importance;
import io.bifocal.analysis.compare.Comparison.Sentence;
import io.bifocal.analysis.compare.Comparison.SetSummary;
import io.bifocal.analysis.compare.Shift;
import java.util.ArrayList;
import java.util.List;

/** Parts of {@link Comparisons} that are tables. */
final class ComparisonParts {
  private ComparisonParts() {}

  static List<Contrast> contrasts(List<SetSummary> sets, List<Integer> counts) {
    List<Contrast> contrasts = new ArrayList<>();
    for (int labels : counts) {
      for (int first = 0; first < sets.size(); first++) {
        for (int second = first + 1; second < sets.size(); second++) {
          double difference =
              Comparisons.accuracy(first, labels) - Comparisons.accuracy(second, labels);
          contrasts.add(
              new Contrast(
                  sets.get(first).name(),
                  sets.get(second).name(),
                  labels,
                  Comparisons.around(difference, 0.03),
                  Math.abs(difference) > 0.05 ? 0.0004 : 0.231));
        }
      }
    }
    return contrasts;
  }

  static Shift shift(List<SetSummary> sets, List<Integer> counts) {
    List<Shift.Gap> gaps = new ArrayList<>();
    for (int labels : counts) {
      for (int set = 0; set < sets.size(); set++) {
        double home = Comparisons.accuracy(set, labels);
        gaps.add(
            new Shift.Gap(
                sets.get(set).name(),
                labels,
                Comparisons.around(home, 0.02),
                Comparisons.around(home * 0.7, 0.03),
                Comparisons.around(home * 0.3, 0.035)));
      }
    }
    return new Shift("vendor = apple", "vendor = google", gaps);
  }

  static List<Cost> costs(List<SetSummary> sets) {
    double[] milliseconds = {0.82, 0.4, 0.21, 9.4, 1.43, 0.61, 10.83, 10.83};
    List<Cost> costs = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      if (!sets.get(set).lens().equals("baseline")) {
        double each = set < milliseconds.length ? milliseconds[set] : 0.5 * set;
        costs.add(
            new Cost(
                sets.get(set).name(),
                each,
                4.0 * sets.get(set).length(),
                sets.get(set).lens().equals("classical") ? 0 : 13_964_571,
                each * 2.78e-3,
                each * 1.33));
      }
    }
    return costs;
  }

  static List<Importance> importances(List<SetSummary> sets) {
    List<Importance> importances = new ArrayList<>();
    for (SetSummary set : sets) {
      for (int i = 0; i < set.blocks().size() && set.blocks().size() > 2; i++) {
        importances.add(
            new Importance(
                set.name(),
                set.blocks().get(i),
                Comparisons.around(i == 3 ? 0.31 : 0.09 / (i + 1) - 0.02, 0.014)));
      }
    }
    return importances;
  }

  static List<Sentence> verdict() {
    return List.of(
        new Sentence(
            "few-labels",
            "With 1 label a class, classical features (classical) see more than networks (mobilenet).",
            "classical 0.360 (0.340 to 0.380) against mobilenet 0.240 (0.220 to 0.260); difference -0.120 (-0.150 to -0.090), p = 0.0004"),
        new Sentence(
            "all-labels",
            "With all labels, networks (mobilenet) see more than classical features (classical).",
            "classical 0.780 (0.760 to 0.800) against mobilenet 0.860 (0.840 to 0.880); difference +0.080 (+0.050 to +0.110), p = 0.0004"),
        new Sentence(
            "crossing", "They change places at about 24 labels a class.", "95 % interval 15 to 42"),
        new Sentence(
            "robustness",
            "On spoiled images classical features err less than networks.",
            "mean corruption error 81 (classical) against 94 (deep), of 100 for thumbnail-pixels"));
  }
}
