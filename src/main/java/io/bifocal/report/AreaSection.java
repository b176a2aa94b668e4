package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Comparison.Area;
import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A curve as one number. */
final class AreaSection {
  private static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  private AreaSection() {}

  static void write(Html html, Comparison comparison) {
    if (comparison.areas().isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Each curve as one number");
    html.element(
        "p",
        "The area under a curve: balanced accuracy on average over the logarithm of the number of"
            + " labels. Few labels count as much as many. Intervals are of 95 %.");
    List<String> classifiers = comparison.classifiers();
    List<String> headings = new ArrayList<>(List.of("Set", "0 to 1, " + first(classifiers) + "~"));
    classifiers.forEach(classifier -> headings.add(classifier + "#"));
    List<String> sets =
        comparison.areas().stream()
            .sorted(Comparator.comparingDouble((Area area) -> -area.area().value()))
            .map(Area::set)
            .distinct()
            .toList();
    try (Table table = new Table(html, headings.toArray(String[]::new))) {
      for (String set : sets) {
        table.row().heading(set).range(area(comparison, set, first(classifiers)), 0, 1);
        classifiers.forEach(classifier -> table.estimate(area(comparison, set, classifier)));
        table.end();
      }
    }
    html.close();
  }

  private static String first(List<String> classifiers) {
    return classifiers.isEmpty() ? "" : classifiers.get(0);
  }

  private static Estimate area(Comparison comparison, String set, String classifier) {
    return comparison.areas().stream()
        .filter(area -> area.set().equals(set) && area.classifier().equals(classifier))
        .map(Area::area)
        .findFirst()
        .orElse(NONE);
  }
}
