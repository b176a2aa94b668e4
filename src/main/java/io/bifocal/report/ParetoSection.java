package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Comparison.Cost;
import io.bifocal.analysis.compare.Comparison.Point;
import io.bifocal.analysis.compare.ScoreNames;
import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Accuracy against cost, for few labels and for all. */
final class ParetoSection {
  /** Labels a class of the picture for few, or what is nearest to it. */
  private static final int FEW = 10;

  /** Below this CPU time is as good as nothing, and has to have a logarithm. */
  private static final double LEAST_MILLISECONDS = 0.001;

  private ParetoSection() {}

  private record Item(String set, double milliseconds, Estimate accuracy) {}

  static void write(Html html, Comparison comparison, ComparedSets sets) {
    html.open("section").element("h2", "Accuracy against cost");
    if (comparison.costs().isEmpty() || comparison.curve().isEmpty()) {
      html.element("p", "The store does not say what the sets cost.");
      html.close();
      return;
    }
    html.element(
        "p",
        "CPU time for an image without decoding, against balanced accuracy with its 95 % interval."
            + " No set left of and above the dashed frontier was found; sets below it are beaten by"
            + " one that costs no more. Gray dots are further single blocks.");
    html.open("div", "class", "pareto");
    List<Integer> counts = sets.counts();
    int all = counts.get(counts.size() - 1);
    int few = counts.stream().min(Comparator.comparingInt(n -> Math.abs(n - FEW))).orElseThrow();
    if (few != all) {
      plot(html, comparison, sets, few);
    }
    plot(html, comparison, sets, all);
    html.close();
    table(html, comparison);
    html.close();
  }

  private static void plot(Html html, Comparison comparison, ComparedSets sets, int labels) {
    List<Item> items = new ArrayList<>();
    for (Cost cost : comparison.costs()) {
      accuracy(sets, cost.set(), labels)
          .ifPresent(
              accuracy ->
                  items.add(
                      new Item(
                          cost.set(),
                          Math.max(LEAST_MILLISECONDS, cost.milliseconds()),
                          accuracy)));
    }
    if (items.isEmpty()) {
      return;
    }
    Axis x =
        Axis.logarithmic(
            "CPU milliseconds an image", items.stream().mapToDouble(Item::milliseconds));
    Axis y =
        Axis.around(
            "balanced accuracy",
            items.stream()
                .flatMapToDouble(
                    item -> DoubleStream.of(item.accuracy().low(), item.accuracy().high())),
            0,
            1);
    List<Item> front = front(items);
    String title = "Accuracy against cost with " + sets.labels(labels);
    try (Plot plot =
        new Plot(
            html,
            "named",
            x,
            y,
            title,
            "Not beaten at their cost: "
                + String.join(", ", front.stream().map(Item::set).toList())
                + ".")) {
      plot.guide(steps(front, x.high()));
      for (Item item : items) {
        int slot = sets.slot(item.set());
        plot.interval(slot, item.milliseconds(), item.accuracy().low(), item.accuracy().high());
        plot.mark(slot, item.milliseconds(), item.accuracy().value());
        if (slot != Slots.OTHER || front.contains(item)) {
          plot.name(slot, item.set(), item.accuracy().value());
        }
      }
    }
  }

  private static Optional<Estimate> accuracy(ComparedSets sets, String set, int labels) {
    return sets.curve(set).stream()
        .filter(point -> point.labels() == labels)
        .map(Point::scores)
        .map(scores -> scores.get(ScoreNames.BALANCED_ACCURACY))
        .filter(estimate -> Double.isFinite(estimate.value()))
        .findFirst();
  }

  /** Those that nothing beats at their cost or below, by ascending cost. */
  private static List<Item> front(List<Item> items) {
    List<Item> front = new ArrayList<>();
    items.stream()
        .sorted(
            Comparator.comparingDouble(Item::milliseconds)
                .thenComparing(item -> -item.accuracy().value()))
        .forEach(
            item -> {
              if (front.isEmpty()
                  || front.get(front.size() - 1).accuracy().value() < item.accuracy().value()) {
                front.add(item);
              }
            });
    return front;
  }

  private static List<Plot.Place> steps(List<Item> front, double end) {
    List<Plot.Place> steps = new ArrayList<>();
    for (int i = 0; i < front.size(); i++) {
      double to = i + 1 < front.size() ? front.get(i + 1).milliseconds() : end;
      steps.add(new Plot.Place(front.get(i).milliseconds(), front.get(i).accuracy().value()));
      steps.add(new Plot.Place(to, front.get(i).accuracy().value()));
    }
    return steps;
  }

  private static void table(Html html, Comparison comparison) {
    html.open("details").element("summary", "What each set costs");
    try (Table table =
        new Table(
            html,
            "Set",
            "CPU milliseconds an image#",
            "Stored, an image#",
            "Networks#",
            "Energy, a million images#",
            "CO2, a million images#")) {
      for (Cost cost : comparison.costs()) {
        table
            .row()
            .heading(cost.set())
            .number(Amounts.number(cost.milliseconds()))
            .number(Amounts.bytes(cost.bytes()))
            .number(cost.modelBytes() == 0 ? "–" : Amounts.bytes((double) cost.modelBytes()))
            .number(Amounts.energy(cost.kilowattHours()))
            .number(Amounts.mass(cost.grams()))
            .end();
      }
    }
    html.close();
  }
}
