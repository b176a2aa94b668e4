package io.bifocal.report;

import io.bifocal.analysis.compare.Evaluation;
import io.bifocal.analysis.compare.Evaluation.CalibrationResult;
import java.util.List;

/** Whether probabilities can be taken at their word, and what abstaining buys. */
final class CalibrationSection {
  private static final int MOST_DIAGRAMS = 6;

  private CalibrationSection() {}

  static void write(Html html, ComparedSets sets) {
    List<Evaluation> shown = sets.evaluations();
    if (shown.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Can probabilities be taken at their word?");
    html.element(
        "p",
        "Share of right answers by the probability that the classifier gives its answer; on the"
            + " diagonal both are the same. Gray dots: as they are; markers with 95 % intervals:"
            + " with the temperature that was fitted on training images alone.");
    html.open("div", "class", "plots");
    shown.stream().limit(MOST_DIAGRAMS).forEach(each -> diagram(html, sets, each));
    html.close();
    html.element("h3", "Expected calibration error");
    try (Table table = new Table(html, "Set", "As it is#", "With temperature#", "Temperature#")) {
      for (Evaluation each : shown) {
        table
            .row()
            .heading(each.set())
            .number(Amounts.share(each.before().error()))
            .number(Amounts.share(each.after().error()))
            .number(Amounts.number(each.temperature()))
            .end();
      }
    }
    coverage(html, sets, shown);
    html.close();
  }

  private static void diagram(Html html, ComparedSets sets, Evaluation evaluation) {
    try (Plot plot =
        new Plot(
            html,
            "small",
            unit("probability of the answer"),
            unit("share of right answers"),
            evaluation.set(),
            "Expected calibration error "
                + Amounts.share(evaluation.before().error())
                + ", with the temperature "
                + Amounts.share(evaluation.after().error())
                + ".")) {
      plot.guide(List.of(new Plot.Place(0, 0), new Plot.Place(1, 1)));
      int slot = sets.slot(evaluation.set());
      plot.line(Slots.OTHER, places(evaluation.before()));
      places(evaluation.before()).forEach(at -> plot.mark(Slots.OTHER, at.x(), at.y()));
      for (Evaluation.Bin bin : evaluation.after().bins()) {
        if (bin.images() == 0) {
          continue;
        }
        plot.interval(slot, bin.confidence(), bin.accuracy().low(), bin.accuracy().high());
      }
      plot.line(slot, places(evaluation.after()));
      places(evaluation.after()).forEach(at -> plot.mark(slot, at.x(), at.y()));
    }
  }

  private static List<Plot.Place> places(CalibrationResult result) {
    return result.bins().stream()
        .filter(bin -> bin.images() > 0)
        .map(bin -> new Plot.Place(bin.confidence(), bin.accuracy().value()))
        .toList();
  }

  private static Axis unit(String name) {
    return new Axis(
        name,
        0,
        1,
        Axis.Scale.LINEAR,
        List.of(new Axis.Tick(0, "0"), new Axis.Tick(0.5, "0.5"), new Axis.Tick(1, "1")));
  }

  private static void coverage(Html html, ComparedSets sets, List<Evaluation> shown) {
    Axis y =
        Axis.around(
            "share of wrong answers among those answered",
            shown.stream()
                .flatMap(each -> each.coverage().stream())
                .mapToDouble(Evaluation.Risk::risk),
            0,
            1);
    html.element("h3", "Answering only where the classifier is sure");
    try (Plot plot =
        new Plot(
            html,
            "named",
            unit("share of images that are answered, the surest first"),
            y,
            "Risk by coverage",
            "Share of wrong answers where only the surest images are answered.")) {
      for (Evaluation each : shown) {
        List<Plot.Place> places =
            each.coverage().stream()
                .map(risk -> new Plot.Place(risk.coverage(), risk.risk()))
                .toList();
        plot.line(sets.slot(each.set()), places);
        if (!places.isEmpty()) {
          Plot.Place last = places.get(places.size() - 1);
          plot.mark(sets.slot(each.set()), last.x(), last.y());
          plot.name(sets.slot(each.set()), each.set(), last.y());
        }
      }
    }
  }
}
