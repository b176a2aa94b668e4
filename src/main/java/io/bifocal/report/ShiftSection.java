package io.bifocal.report;

import io.bifocal.analysis.compare.Shift;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What becomes of scores on images of a source that was not trained on. */
final class ShiftSection {
  private ShiftSection() {}

  static void write(Html html, Optional<Shift> found, ComparedSets sets) {
    html.open("section").element("h2", "Unseen source");
    if (found.isEmpty()) {
      html.element(
          "p",
          "Training and test images are of the same source; set compare.train-on and"
              + " compare.test-on to see what another source does.");
    } else {
      Shift shift = found.get();
      html.open("p")
          .text("Trained where ")
          .element("code", shift.trainOn())
          .text(", tested where ")
          .element("code", shift.testOn())
          .text(
              ". Home: balanced accuracy on other images of the source that was trained on; away:"
                  + " on the other source; gap: home less away. Intervals are of 95 %.")
          .close();
      int all = shift.gaps().stream().mapToInt(Shift.Gap::labels).max().orElse(0);
      table(html, sets, shift.gaps().stream().filter(gap -> gap.labels() == all).toList());
      List<Shift.Gap> fewer = shift.gaps().stream().filter(gap -> gap.labels() != all).toList();
      if (!fewer.isEmpty()) {
        html.open("details", "class", "bulk").element("summary", "With fewer labels");
        table(html, sets, fewer);
        html.close();
      }
    }
    html.close();
  }

  private static void table(Html html, ComparedSets sets, List<Shift.Gap> gaps) {
    try (Table table = new Table(html, "Set", "With", "Away, 0 to 1~", "Away#", "Home#", "Gap#")) {
      gaps.stream()
          .sorted(
              Comparator.comparingInt((Shift.Gap gap) -> -gap.labels())
                  .thenComparingDouble(gap -> -gap.away().value()))
          .forEach(
              gap ->
                  table
                      .row()
                      .heading(gap.set())
                      .label(sets.labels(gap.labels()))
                      .range(gap.away(), 0, 1)
                      .estimate(gap.away())
                      .estimate(gap.home())
                      .estimate(gap.gap())
                      .end());
    }
  }
}
