package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Comparison.Point;
import io.bifocal.analysis.compare.Comparison.SetSummary;
import io.bifocal.analysis.compare.Evaluation;
import io.bifocal.analysis.compare.ScoreNames;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The sets of features of a comparison, and which of them pictures show. */
final class ComparedSets {
  /** Lines that can be told apart. */
  private static final int MOST_LINES = 8;

  private static final int MOST_LEADS = 4;

  private final Comparison comparison;
  private final List<String> shown;

  ComparedSets(Comparison comparison) {
    this.comparison = comparison;
    this.shown = choose();
  }

  /**
   * What all of a lens are worth together, then the best block alone of each lens, then the
   * baselines, then other groups.
   */
  private List<String> choose() {
    Set<String> chosen = new LinkedHashSet<>();
    for (String lens : List.of("classical", "deep", "fused")) {
      int most = ofLens(lens).mapToInt(set -> set.blocks().size()).max().orElse(0);
      ofLens(lens)
          .filter(set -> set.blocks().size() == most)
          .limit(lens.equals("fused") ? 2 : 1)
          .forEach(set -> chosen.add(set.name()));
    }
    for (String lens : List.of("classical", "deep")) {
      ofLens(lens)
          .filter(set -> set.blocks().size() == 1)
          .max(Comparator.comparingDouble(set -> area(set.name())))
          .ifPresent(set -> chosen.add(set.name()));
    }
    ofLens("baseline").limit(2).forEach(set -> chosen.add(set.name()));
    comparison.sets().stream()
        .filter(set -> set.blocks().size() > 1)
        .forEach(set -> chosen.add(set.name()));
    return chosen.stream().limit(MOST_LINES).toList();
  }

  private Stream<SetSummary> ofLens(String lens) {
    return comparison.sets().stream().filter(set -> set.lens().equals(lens));
  }

  private double area(String set) {
    return comparison.areas().stream()
        .filter(area -> area.set().equals(set) && area.classifier().equals(classifier()))
        .mapToDouble(area -> area.area().value())
        .findFirst()
        .orElse(0);
  }

  /** The sets that pictures show, in the order of their slots. */
  List<String> shown() {
    return shown;
  }

  /** Those of {@link #shown} that are no baselines. */
  List<String> proper() {
    return shown.stream().filter(set -> !lens(set).equals("baseline")).toList();
  }

  /** What speaks for classical, deep and fused features. */
  List<String> leads() {
    return proper().stream().limit(MOST_LEADS).toList();
  }

  /** Of the sets given those that are shown, in their order, then the others. */
  List<String> inOrder(List<String> names) {
    return Stream.concat(
            shown.stream().filter(names::contains),
            names.stream().filter(name -> !shown.contains(name)))
        .distinct()
        .toList();
  }

  /** How a set looks in pictures. */
  int slot(String set) {
    int index = shown.indexOf(set);
    return index < 0 ? Slots.OTHER : index;
  }

  String lens(String name) {
    return comparison.sets().stream()
        .filter(set -> set.name().equals(name))
        .map(SetSummary::lens)
        .findFirst()
        .orElse("");
  }

  /** The classifier that all pictures are of: logistic regression. */
  String classifier() {
    return comparison.classifiers().isEmpty() ? "" : comparison.classifiers().get(0);
  }

  /** The points of a set, by number of labels. */
  List<Point> curve(String set) {
    return comparison.curve().stream()
        .filter(point -> point.set().equals(set) && point.classifier().equals(classifier()))
        .filter(point -> point.scores().containsKey(ScoreNames.BALANCED_ACCURACY))
        .sorted(Comparator.comparingInt(Point::labels))
        .toList();
  }

  /** Numbers of labels, ascending. */
  List<Integer> counts() {
    return comparison.curve().stream().map(Point::labels).distinct().sorted().toList();
  }

  /** {@code 1 label a class}, {@code 10 labels a class}, {@code all labels}. */
  String labels(int labels) {
    return comparison.curve().stream().anyMatch(point -> point.labels() == labels && point.all())
        ? "all labels"
        : Amounts.count(labels, "label") + " a class";
  }

  /** What came of testing each image once, of a set with the classifier of pictures. */
  Optional<Evaluation> evaluation(String set) {
    return comparison.evaluations().stream()
        .filter(each -> each.set().equals(set) && each.classifier().equals(classifier()))
        .findFirst();
  }

  /** Evaluations of {@link #proper}. */
  List<Evaluation> evaluations() {
    return proper().stream().map(this::evaluation).flatMap(Optional::stream).toList();
  }

  /** The evaluation with the highest balanced accuracy of those shown. */
  Optional<Evaluation> best() {
    return evaluations().stream().max(Comparator.comparingDouble(ComparedSets::balanced));
  }

  private static double balanced(Evaluation evaluation) {
    return Optional.ofNullable(evaluation.scores().get(ScoreNames.BALANCED_ACCURACY))
        .map(estimate -> estimate.value())
        .orElse(0.0);
  }

  /** Which lines are which, for many pictures at once. */
  void legend(Html html, List<String> sets) {
    html.open("ul", "class", "legend");
    for (String set : sets) {
      html.open("li");
      Slots.sample(html, slot(set));
      html.element("bdi", set).close();
    }
    html.close();
  }
}
