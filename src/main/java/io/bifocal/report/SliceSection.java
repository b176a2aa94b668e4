package io.bifocal.report;

import io.bifocal.analysis.compare.Evaluation;
import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;

/** Accuracy of parts of the images. */
final class SliceSection {
  private SliceSection() {}

  /** A part of the images, with what they have in common. */
  private record Part(String by, String name) {}

  static void write(Html html, ComparedSets sets) {
    List<Evaluation> shown =
        sets.evaluations().stream().filter(each -> !each.slices().isEmpty()).toList();
    if (shown.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Parts of the images");
    html.element(
        "p",
        "Accuracy by what images have in common, each image tested once with all labels; 95 %"
            + " intervals are those of Wilson.");
    List<String> headings = new ArrayList<>(List.of("By", "Part", "Images#"));
    shown.forEach(each -> headings.add(each.set() + "#"));
    html.open("div", "class", "stacked");
    try (Table table = new Table(html, headings.toArray(String[]::new))) {
      for (Evaluation.Slice slice : shown.get(0).slices()) {
        Part part = new Part(slice.by(), slice.part());
        table.row().heading(slice.by()).label(slice.part()).number(slice.images());
        shown.forEach(each -> table.estimate(accuracy(each, part)));
        table.end();
      }
    }
    html.close().close();
  }

  private static Estimate accuracy(Evaluation evaluation, Part part) {
    return evaluation.slices().stream()
        .filter(slice -> slice.by().equals(part.by()) && slice.part().equals(part.name()))
        .map(Evaluation.Slice::accuracy)
        .findFirst()
        .orElse(new Estimate(Double.NaN, Double.NaN, Double.NaN));
  }
}
