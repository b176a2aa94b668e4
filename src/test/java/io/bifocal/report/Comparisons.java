package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Comparison.Area;
import io.bifocal.analysis.compare.Comparison.CrossingPoint;
import io.bifocal.analysis.compare.Comparison.Point;
import io.bifocal.analysis.compare.Comparison.Sentence;
import io.bifocal.analysis.compare.Comparison.SetSummary;
import io.bifocal.analysis.compare.Robustness;
import io.bifocal.analysis.compare.ScoreNames;
import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Made-up comparisons, as they might come out. */
final class Comparisons {
  static final List<SetSummary> SETS =
      List.of(
          new SetSummary("hog", "classical", 324, List.of("hog")),
          new SetSummary("lbp", "classical", 256, List.of("lbp")),
          new SetSummary("color-histogram", "classical", 96, List.of("color-histogram")),
          new SetSummary("mobilenet", "deep", 1280, List.of("mobilenet")),
          new SetSummary("classical", "classical", 676, List.of("hog", "lbp", "color-histogram")),
          new SetSummary("texture", "classical", 352, List.of("lbp", "color-histogram")),
          new SetSummary(
              "fused", "fused", 1956, List.of("hog", "lbp", "color-histogram", "mobilenet")),
          new SetSummary(
              "late-fusion", "fused", 1956, List.of("hog", "lbp", "color-histogram", "mobilenet")),
          new SetSummary("thumbnail-pixels", "baseline", 192, List.of("thumbnail-pixels")),
          new SetSummary("majority", "baseline", 0, List.of()));

  private static final List<Integer> COUNTS = List.of(1, 2, 5, 10, 20, 50, 100, 180);
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  private Comparisons() {}

  /** Ten sets, ten classes, eight numbers of labels. */
  static Comparison example() {
    return of(SETS, COUNTS, CLASSES, List.of("logistic-regression", "nearest-neighbours"));
  }

  /** What no page may become larger than 5 MB with. */
  static Comparison large() {
    List<SetSummary> sets = new ArrayList<>(SETS);
    while (sets.size() < 20) {
      String name = "extractor-" + sets.size();
      sets.add(new SetSummary(name, "classical", 512, List.of(name)));
    }
    return of(
        sets,
        List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 4000),
        IntStream.range(0, 1000).mapToObj("class-%03d"::formatted).toList(),
        List.of("logistic-regression", "nearest-neighbours", "gradient-boosted-trees"));
  }

  /** Nothing but the images and sets. */
  static Comparison bare() {
    return with(example(), List.of(), List.of(), Optional.empty());
  }

  /** Where some of it could not be told. */
  static Comparison withGaps() {
    Comparison base = example();
    List<Point> curve = new ArrayList<>(base.curve());
    Map<String, Estimate> unknown = new LinkedHashMap<>();
    base.curve().get(0).scores().keySet().forEach(name -> unknown.put(name, UNKNOWN));
    Point first = curve.get(0);
    curve.set(
        0, new Point(first.set(), first.classifier(), first.labels(), false, 10, 20, unknown));
    List<Area> areas = new ArrayList<>(base.areas());
    areas.set(0, new Area(areas.get(0).set(), areas.get(0).classifier(), UNKNOWN));
    CrossingPoint crossing =
        new CrossingPoint(
            "classical",
            "mobilenet",
            Optional.of(new Estimate(24, Double.NaN, Double.POSITIVE_INFINITY)),
            "cannot tell");
    return new Comparison(
        base.run(),
        base.snapshot(),
        base.started(),
        base.seconds(),
        base.bifocal(),
        base.collection(),
        base.data(),
        base.sets(),
        base.classifiers(),
        curve,
        base.contrasts(),
        areas,
        Optional.of(crossing),
        base.evaluations(),
        base.robustness(),
        base.shift(),
        base.costs(),
        base.importances(),
        base.examples(),
        base.verdict());
  }

  /** With the classes, sets, and paths of somebody who means harm. */
  static Comparison hostile(String text) {
    List<SetSummary> sets =
        List.of(
            new SetSummary(text, "classical", 1, List.of(text)),
            new SetSummary(text + "2", "deep", 1, List.of(text)));
    Comparison made =
        of(sets, List.of(1, 10), List.of(text, text + "2"), List.of("logistic-regression"));
    return with(
        made,
        List.of(new Sentence(text, text, text)),
        ExampleFixtures.examples(sets, text, List.of(text, text + "2")),
        made.robustness());
  }

  private static Comparison with(
      Comparison base,
      List<Sentence> verdict,
      List<io.bifocal.analysis.compare.Example> examples,
      Optional<Robustness> robustness) {
    boolean isBare = verdict.isEmpty();
    return new Comparison(
        base.run(),
        base.snapshot(),
        base.started(),
        base.seconds(),
        base.bifocal(),
        isBare ? base.collection() : verdict.get(0).text(),
        base.data(),
        base.sets(),
        base.classifiers(),
        isBare ? List.of() : base.curve(),
        isBare ? List.of() : base.contrasts(),
        isBare ? List.of() : base.areas(),
        isBare ? Optional.empty() : base.crossing(),
        isBare ? List.of() : base.evaluations(),
        robustness,
        isBare ? Optional.empty() : base.shift(),
        isBare ? List.of() : base.costs(),
        isBare ? List.of() : base.importances(),
        examples,
        verdict);
  }

  private static Comparison of(
      List<SetSummary> sets, List<Integer> counts, List<String> classes, List<String> classifiers) {
    Map<String, Integer> images = new LinkedHashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      images.put(classes.get(i), 250 - i % 40);
    }
    List<Point> curve = new ArrayList<>();
    List<Area> areas = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      for (int c = 0; c < classifiers.size(); c++) {
        for (int i = 0; i < counts.size(); i++) {
          boolean isAll = i == counts.size() - 1;
          curve.add(
              new Point(
                  sets.get(set).name(),
                  classifiers.get(c),
                  counts.get(i),
                  isAll,
                  counts.get(i) * classes.size(),
                  20,
                  scores(accuracy(set, counts.get(i)) - c * 0.04)));
        }
        double area = accuracy(set, 14) - c * 0.04;
        areas.add(new Area(sets.get(set).name(), classifiers.get(c), around(area, 0.012)));
      }
    }
    String all = "logistic-regression";
    return new Comparison(
        "20261123T160000Z",
        "20261123T020000Z",
        "2026-11-23T16:00:00Z",
        163.4,
        "0.2.0",
        "hdfs:///collections/natural",
        new Comparison.Data(2_412, 2_300, 2_204, 3, 12, List.of("unknown"), images, 20, 0.2),
        sets,
        classifiers,
        curve,
        ComparisonParts.contrasts(sets, counts),
        areas,
        Optional.of(
            new CrossingPoint(
                "classical",
                "mobilenet",
                Optional.of(new Estimate(24.2, 14.6, 41.9)),
                "second overtakes")),
        EvaluationFixtures.evaluations(sets, classes, all),
        Optional.of(RobustnessFixture.robustness(sets, counts.get(counts.size() - 1))),
        Optional.of(ComparisonParts.shift(sets, counts)),
        ComparisonParts.costs(sets),
        ComparisonParts.importances(sets),
        ExampleFixtures.examples(sets, "birds/heron, grey.png", classes),
        ComparisonParts.verdict());
  }

  /** Networks start low and end high; the baselines stay low. */
  static double accuracy(int set, int labels) {
    double[] start = {.28, .2, .22, .24, .36, .25, .37, .36, .17, .1};
    double[] end = {.71, .55, .5, .86, .78, .6, .885, .9, .39, .1};
    int index = set % start.length;
    double way = Math.log(labels) / Math.log(180);
    double bend = index == 3 ? way * (2 - way) * .75 + .25 * way * way : way;
    return Math.min(0.97, start[index] + (end[index] - start[index]) * bend);
  }

  static Estimate around(double value, double half) {
    return new Estimate(value, value - half, value + half);
  }

  private static Map<String, Estimate> scores(double accuracy) {
    Map<String, Estimate> scores = new LinkedHashMap<>();
    scores.put(ScoreNames.ACCURACY, around(accuracy + 0.004, 0.018));
    scores.put(ScoreNames.BALANCED_ACCURACY, around(accuracy, 0.02));
    scores.put(ScoreNames.MACRO_F1, around(accuracy - 0.01, 0.02));
    scores.put(ScoreNames.LOG_LOSS, around(2.3 * (1 - accuracy), 0.05));
    scores.put(ScoreNames.BRIER, around(1 - accuracy, 0.02));
    scores.put(ScoreNames.TOP_3, around(Math.min(1, accuracy + 0.08), 0.01));
    return scores;
  }
}
