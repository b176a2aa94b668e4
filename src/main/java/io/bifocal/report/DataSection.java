package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Comparison.SetSummary;
import java.util.List;
import java.util.Map;

/** The images that took part and those that did not, classes, and sets of features. */
final class DataSection {
  private static final int MOST_CLASSES = 30;

  private DataSection() {}

  static void write(Html html, Comparison comparison) {
    Comparison.Data data = comparison.data();
    html.open("section").element("h2", "Data");
    html.open("div", "class", "tiles");
    tile(html, Amounts.count(data.used()), "images took part");
    tile(html, Amounts.count(data.labelled()), "labelled images in the snapshot");
    tile(html, Amounts.count(data.classes().size()), "classes");
    tile(html, Amounts.count(data.units()), "units that are never torn apart");
    html.close();
    html.element("p", leftOut(data));
    classes(html, data);
    sets(html, comparison.sets());
    html.close();
  }

  private static void tile(Html html, String number, String what) {
    html.open("div", "class", "tile").element("b", number).element("span", what).close();
  }

  private static String leftOut(Comparison.Data data) {
    String small =
        data.small().isEmpty()
            ? "no class"
            : (data.small().size() == 1
                    ? "1 class"
                    : Amounts.count(data.small().size()) + " classes")
                + " of too few images ("
                + some(data.small())
                + ")";
    return "Left out: "
        + Amounts.count(data.conflicting(), "image")
        + " with two labels or more, "
        + Amounts.count(data.incomplete(), "image")
        + " that lack a vector, "
        + small
        + ".";
  }

  /** The first of them. */
  private static String some(List<String> names) {
    int shown = Math.min(names.size(), MOST_CLASSES / 3);
    return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", …" : "");
  }

  private static void classes(Html html, Comparison.Data data) {
    List<Map.Entry<String, Integer>> sorted =
        data.classes().entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    if (sorted.isEmpty()) {
      return;
    }
    int most = sorted.get(0).getValue();
    html.open("details").open("summary");
    html.text(
            "Images by class: "
                + Amounts.count(sorted.get(sorted.size() - 1).getValue())
                + " to "
                + Amounts.count(most)
                + ", median "
                + Amounts.count(sorted.get(sorted.size() / 2).getValue()))
        .close();
    try (Table table = new Table(html, "Class", "Of the largest", "Images#")) {
      sorted.stream()
          .limit(MOST_CLASSES)
          .forEach(
              entry ->
                  table
                      .row()
                      .heading(entry.getKey())
                      .bar(entry.getValue(), most)
                      .number(entry.getValue())
                      .end());
    }
    if (sorted.size() > MOST_CLASSES) {
      html.element("p", "The " + MOST_CLASSES + " largest; the rest is in the tables.");
    }
    html.close();
  }

  private static void sets(Html html, List<SetSummary> sets) {
    html.open("details").element("summary", "Sets of features: " + Amounts.count(sets.size()));
    try (Table table = new Table(html, "Set", "Lens", "Values#", "Made of")) {
      for (SetSummary set : sets) {
        table
            .row()
            .heading(set.name())
            .text(set.lens())
            .number(set.length())
            .text(String.join(", ", set.blocks()))
            .end();
      }
    }
    html.close();
  }
}
