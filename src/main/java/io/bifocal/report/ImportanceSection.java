package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Comparison.Importance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which blocks carry the decision. */
final class ImportanceSection {
  private ImportanceSection() {}

  static void write(Html html, Comparison comparison) {
    if (comparison.importances().isEmpty()) {
      return;
    }
    html.open("section").element("h2", "What carries the decision");
    html.element(
        "p",
        "Accuracy that is lost where the vectors of one block are those of other images, with 95 %"
            + " intervals. A block whose content others repeat has little importance here, even if"
            + " it would do alone.");
    double high =
        comparison.importances().stream().mapToDouble(each -> each.drop().high()).max().orElse(1);
    double low =
        comparison.importances().stream().mapToDouble(each -> each.drop().low()).min().orElse(0);
    Map<String, List<Importance>> bySet =
        comparison.importances().stream()
            .collect(Collectors.groupingBy(Importance::set, TreeMap::new, Collectors.toList()));
    bySet.forEach(
        (set, importances) -> {
          html.element("h3", set);
          try (Table table = new Table(html, "Block", "Lost accuracy~", "Lost (95 % interval)#")) {
            importances.stream()
                .sorted(Comparator.comparingDouble((Importance each) -> -each.drop().value()))
                .forEach(
                    each ->
                        table
                            .row()
                            .heading(each.block())
                            .range(each.drop(), Math.min(0, low), Math.max(high, 0.01))
                            .estimate(each.drop())
                            .end());
          }
        });
    html.close();
  }
}
