package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Comparison.Contrast;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Differences between sets: those beyond chance first. */
final class ContrastSection {
  private static final double SIGNIFICANCE = 0.05;
  private static final int UNFOLDED = 10;
  private static final int MOST_ROWS = 300;

  private ContrastSection() {}

  static void write(Html html, Comparison comparison, ComparedSets sets) {
    if (comparison.contrasts().isEmpty()) {
      return;
    }
    List<Contrast> sorted =
        comparison.contrasts().stream()
            .sorted(
                Comparator.comparing((Contrast contrast) -> contrast.p() >= SIGNIFICANCE)
                    .thenComparing(contrast -> !isOf(sets.leads(), contrast))
                    .thenComparing(contrast -> !isOf(sets.proper(), contrast))
                    .thenComparing(contrast -> -Math.abs(contrast.difference().value())))
            .toList();
    long beyond = sorted.stream().filter(contrast -> contrast.p() < SIGNIFICANCE).count();
    html.open("section").element("h2", "Differences");
    html.element(
        "p",
        Amounts.count(beyond)
            + " of "
            + Amounts.count(sorted.size(), "difference")
            + " in balanced accuracy are beyond chance: their p-value, corrected for all of them"
            + " together, is below 0.05. Of the rest we cannot tell. What speaks for"
            + " classical, deep and fused comes first, by the size of the difference.");
    table(html, sets, sorted.stream().limit(UNFOLDED));
    if (sorted.size() > UNFOLDED) {
      html.open("details", "class", "bulk");
      html.element(
          "summary", Amounts.count(Math.min(sorted.size(), MOST_ROWS) - UNFOLDED) + " more");
      table(html, sets, sorted.stream().limit(MOST_ROWS).skip(UNFOLDED));
      if (sorted.size() > MOST_ROWS) {
        html.element("p", "The rest is in the tables.");
      }
      html.close();
    }
    html.close();
  }

  private static boolean isOf(List<String> sets, Contrast contrast) {
    return sets.contains(contrast.first()) && sets.contains(contrast.second());
  }

  private static void table(Html html, ComparedSets sets, Stream<Contrast> contrasts) {
    try (Table table =
        new Table(html, "Ahead", "Behind", "By (95 % interval)#", "With", "p, corrected#")) {
      contrasts.forEach(
          contrast -> {
            boolean isFirst = contrast.difference().value() >= 0;
            table
                .row()
                .heading(isFirst ? contrast.first() : contrast.second())
                .text(isFirst ? contrast.second() : contrast.first())
                .estimate(isFirst ? contrast.difference() : Amounts.turned(contrast.difference()))
                .label(sets.labels(contrast.labels()))
                .number(
                    Amounts.probability(contrast.p())
                        + (contrast.p() < SIGNIFICANCE ? "" : ", cannot tell"))
                .end();
          });
    }
  }
}
