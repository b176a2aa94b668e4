package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Comparison.CrossingPoint;
import io.bifocal.analysis.compare.Comparison.Point;
import io.bifocal.analysis.compare.ScoreNames;
import io.bifocal.analysis.statistics.Estimate;
import java.util.List;
import java.util.Optional;

/** Label-efficiency curves, and all scores by set, classifier and number of labels. */
final class CurveSection {
  private CurveSection() {}

  static void write(Html html, Comparison comparison, ComparedSets sets) {
    html.open("section").element("h2", "How many labels does it take?");
    if (comparison.curve().isEmpty()) {
      html.element("p", "No curve was drawn up: there is no number of labels to train with.");
    } else {
      html.element(
          "p",
          "Mean balanced accuracy of "
              + sets.classifier()
              + " over "
              + Amounts.count(comparison.data().repeats(), "random division")
              + ", with 95 % intervals as bands. The last point is all labels that there are.");
      plot(html, comparison, sets);
      comparison.crossing().ifPresent(crossing -> html.element("p", sentence(crossing)));
      scores(html, comparison);
    }
    html.close();
  }

  private static void plot(Html html, Comparison comparison, ComparedSets sets) {
    List<Estimate> all =
        sets.shown().stream()
            .flatMap(set -> sets.curve(set).stream())
            .map(CurveSection::balanced)
            .toList();
    Axis x =
        Axis.logarithmic(
            "labels a class", sets.counts().stream().mapToDouble(Integer::doubleValue));
    Axis y =
        Axis.around(
            "balanced accuracy",
            all.stream().flatMapToDouble(e -> java.util.stream.DoubleStream.of(e.low(), e.high())),
            0,
            1);
    try (Plot plot =
        new Plot(
            html,
            "named",
            x,
            y,
            "Balanced accuracy by the number of labels a class",
            description(sets))) {
      comparison.crossing().ifPresent(crossing -> mark(plot, crossing));
      for (String set : sets.shown()) {
        plot.band(sets.slot(set), places(sets, set, Bound.LOW), places(sets, set, Bound.HIGH));
      }
      for (String set : sets.shown()) {
        List<Plot.Place> places = places(sets, set, Bound.VALUE);
        plot.line(sets.slot(set), places);
        places.forEach(place -> plot.mark(sets.slot(set), place.x(), place.y()));
        if (!places.isEmpty()) {
          double last = places.get(places.size() - 1).y();
          plot.name(sets.slot(set), set, last);
        }
      }
    }
  }

  private static void mark(Plot plot, CrossingPoint crossing) {
    crossing
        .labels()
        .filter(labels -> labels.value() > 0)
        .ifPresent(
            labels ->
                plot.upright(
                    labels.value(),
                    labels.low(),
                    labels.high(),
                    "crossing at " + Amounts.number(labels.value())));
  }

  private static String description(ComparedSets sets) {
    StringBuilder text = new StringBuilder("With few and with all labels: ");
    for (String set : sets.shown()) {
      List<Point> curve = sets.curve(set);
      if (!curve.isEmpty()) {
        text.append(set)
            .append(' ')
            .append(Amounts.share(balanced(curve.get(0)).value()))
            .append(" to ")
            .append(Amounts.share(balanced(curve.get(curve.size() - 1)).value()))
            .append("; ");
      }
    }
    return text.append("all numbers are in the table below.").toString();
  }

  private static String sentence(CrossingPoint crossing) {
    String sets = "First: " + crossing.first() + ", second: " + crossing.second() + ". ";
    Optional<Estimate> labels = crossing.labels();
    return sets
        + (labels.isEmpty()
            ? "Their curves: " + crossing.answer() + "."
            : "The curves cross at "
                + Amounts.number(labels.get().value())
                + " labels a class (95 % interval "
                + Amounts.number(labels.get().low())
                + " to "
                + Amounts.number(labels.get().high())
                + "): "
                + crossing.answer()
                + ".");
  }

  private enum Bound {
    LOW,
    VALUE,
    HIGH
  }

  private static List<Plot.Place> places(ComparedSets sets, String set, Bound bound) {
    return sets.curve(set).stream()
        .map(point -> new Plot.Place(point.labels(), of(balanced(point), bound)))
        .filter(place -> Double.isFinite(place.y()))
        .toList();
  }

  private static double of(Estimate estimate, Bound bound) {
    return switch (bound) {
      case LOW -> estimate.low();
      case VALUE -> estimate.value();
      case HIGH -> estimate.high();
    };
  }

  private static Estimate balanced(Point point) {
    return point.scores().get(ScoreNames.BALANCED_ACCURACY);
  }

  private static void scores(Html html, Comparison comparison) {
    List<String> names =
        comparison.curve().stream()
            .flatMap(point -> point.scores().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    html.open("details", "class", "bulk");
    html.element(
        "summary",
        "All scores: " + Amounts.count(comparison.curve().size(), "row") + ", with 95 % intervals");
    String[] headings = new String[names.size() + 4];
    headings[0] = "Set";
    headings[1] = "Classifier";
    headings[2] = "Labels a class#";
    headings[3] = "Training images#";
    for (int i = 0; i < names.size(); i++) {
      headings[i + 4] = names.get(i).replace('_', ' ') + "#";
    }
    try (Table table = new Table(html, headings)) {
      for (Point point : comparison.curve()) {
        table
            .row()
            .heading(point.set())
            .text(point.classifier())
            .number(point.all() ? "all (" + point.labels() + ")" : String.valueOf(point.labels()))
            .number(Math.round(point.rows()));
        for (String name : names) {
          Estimate score = point.scores().get(name);
          table.number(score == null ? "–" : Amounts.estimate(score));
        }
        table.end();
      }
    }
    html.close();
  }
}
