package io.bifocal.analysis.compare;

import io.bifocal.analysis.compare.Comparison.Area;
import io.bifocal.analysis.compare.Comparison.Contrast;
import io.bifocal.analysis.compare.Comparison.CrossingPoint;
import io.bifocal.analysis.compare.Comparison.Point;
import io.bifocal.analysis.statistics.Crossing;
import io.bifocal.analysis.statistics.Estimate;
import io.bifocal.analysis.statistics.HolmBonferroni;
import io.bifocal.analysis.statistics.LearningCurve;
import io.bifocal.analysis.statistics.ResampledTest;
import io.bifocal.conf.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The scores of all divisions, and what they say together. */
final class CurveScores {
  private static final long BOOTSTRAP_SEED = 1;

  private final Design design;
  private final Map<Integer, Integer> shown;

  /** By set, classifier, source and number of labels; in it one a seed, in their order. */
  private final Map<List<Integer>, List<CurveScore>> scores;

  /**
   * @param all of all divisions
   */
  CurveScores(Design design, List<CurveScore> all) {
    this.design = design;
    this.scores =
        all.stream()
            .sorted((a, b) -> Integer.compare(a.seed(), b.seed()))
            .collect(
                Collectors.groupingBy(
                    score -> key(score.set(), score.classifier(), score.atHome(), score.labels()),
                    Collectors.toList()));
    int most = all.stream().mapToInt(CurveScore::rows).max().orElseThrow();
    int classes = design.sample().classes().size();
    this.shown = new TreeMap<>();
    for (int count : design.counts()) {
      // All labels are as many as a class has on average.
      shown.put(count, count == Design.ALL ? Math.max(1, most / classes) : count);
    }
  }

  private static List<Integer> key(int set, int classifier, boolean atHome, int labels) {
    return List.of(set, classifier, atHome ? 1 : 0, labels);
  }

  /** The number that stands for a number of labels in tables; for all, the mean of a class. */
  Map<Integer, Integer> shownLabels() {
    return shown;
  }

  List<Point> points() {
    List<Point> points = new ArrayList<>();
    each(
        (set, classifier) -> {
          for (int labels : design.counts()) {
            List<CurveScore> all = of(set, classifier, false, labels);
            if (!all.isEmpty()) {
              points.add(point(set, classifier, labels, all));
            }
          }
        });
    return points;
  }

  private Point point(int set, int classifier, int labels, List<CurveScore> all) {
    Map<String, Estimate> means = new TreeMap<>();
    for (String score : all.get(0).scores().keySet()) {
      means.put(score, mean(all, score));
    }
    return new Point(
        design.sets().get(set).name(),
        design.name(classifier),
        shown.get(labels),
        labels == Design.ALL,
        all.stream().mapToInt(CurveScore::rows).average().orElseThrow(),
        all.size(),
        means);
  }

  private Estimate mean(List<CurveScore> all, String score) {
    double[] values = all.stream().mapToDouble(each -> each.scores().get(score)).toArray();
    return ResampledTest.mean(values, design.testShare());
  }

  /** Of logistic regression, between all sets, those at a number of labels corrected together. */
  List<Contrast> contrasts() {
    List<Contrast> contrasts = new ArrayList<>();
    for (int labels : design.counts()) {
      List<Contrast> together = contrasts(labels);
      double[] corrected =
          HolmBonferroni.adjusted(together.stream().mapToDouble(Contrast::p).toArray());
      for (int i = 0; i < corrected.length; i++) {
        contrasts.add(together.get(i).with(corrected[i]));
      }
    }
    return contrasts;
  }

  /** With p-values as they are. */
  private List<Contrast> contrasts(int labels) {
    List<Contrast> contrasts = new ArrayList<>();
    for (int first = 0; first < design.sets().size(); first++) {
      for (int second = first + 1; second < design.sets().size(); second++) {
        double[] one = balanced(of(first, 0, false, labels));
        double[] other = balanced(of(second, 0, false, labels));
        if (one.length > 0 && one.length == other.length) {
          ResampledTest test = ResampledTest.compare(one, other, design.testShare());
          contrasts.add(
              new Contrast(
                  design.sets().get(first).name(),
                  design.sets().get(second).name(),
                  shown.get(labels),
                  test.difference(),
                  test.pValue()));
        }
      }
    }
    return contrasts;
  }

  List<Area> areas() {
    List<Area> areas = new ArrayList<>();
    each(
        (set, classifier) ->
            curve(set, classifier)
                .ifPresent(
                    curve ->
                        areas.add(
                            new Area(
                                design.sets().get(set).name(),
                                design.name(classifier),
                                ResampledTest.mean(curve.areas(), design.testShare())))));
    return areas;
  }

  /** Where the sets {@code first} and {@code second} change places. */
  Optional<CrossingPoint> crossing(String first, String second) {
    Optional<LearningCurve> one = curve(index(first), 0);
    Optional<LearningCurve> other = curve(index(second), 0);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    Crossing crossing = Crossing.of(one.get(), other.get(), design.testShare(), BOOTSTRAP_SEED);
    return Optional.of(
        new CrossingPoint(
            first,
            second,
            Optional.of(crossing.labels()).filter(labels -> !Double.isNaN(labels.value())),
            Names.kebab(crossing.answer()).replace('-', ' ')));
  }

  private int index(String name) {
    return IntStream.range(0, design.sets().size())
        .filter(i -> design.sets().get(i).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What is lost on another source. */
  List<Shift.Gap> gaps() {
    List<Shift.Gap> gaps = new ArrayList<>();
    for (int set = 0; set < design.sets().size(); set++) {
      for (int labels : design.counts()) {
        List<CurveScore> away = of(set, 0, false, labels);
        List<CurveScore> home = of(set, 0, true, labels);
        if (!away.isEmpty() && away.size() == home.size()) {
          gaps.add(
              new Shift.Gap(
                  design.sets().get(set).name(),
                  shown.get(labels),
                  mean(home, ScoreNames.BALANCED_ACCURACY),
                  mean(away, ScoreNames.BALANCED_ACCURACY),
                  ResampledTest.compare(balanced(home), balanced(away), design.testShare())
                      .difference()));
        }
      }
    }
    return gaps;
  }

  /** Of the divisions that have scores at all numbers of labels. */
  private Optional<LearningCurve> curve(int set, int classifier) {
    List<Integer> counts =
        design.counts().stream()
            .filter(count -> !of(set, classifier, false, count).isEmpty())
            .toList();
    int seeds =
        counts.stream().mapToInt(count -> of(set, classifier, false, count).size()).min().orElse(0);
    if (seeds == 0) {
      return Optional.empty();
    }
    double[] labels = counts.stream().mapToDouble(shown::get).toArray();
    if (IntStream.range(1, labels.length).anyMatch(i -> labels[i] <= labels[i - 1])) {
      return Optional.empty();
    }
    double[][] values = new double[seeds][];
    Function<Integer, double[]> at = count -> balanced(of(set, classifier, false, count));
    for (int seed = 0; seed < seeds; seed++) {
      int of = seed;
      values[seed] = counts.stream().mapToDouble(count -> at.apply(count)[of]).toArray();
    }
    return Optional.of(new LearningCurve(labels, values));
  }

  private static double[] balanced(List<CurveScore> all) {
    return all.stream()
        .mapToDouble(score -> score.scores().get(ScoreNames.BALANCED_ACCURACY))
        .toArray();
  }

  private List<CurveScore> of(int set, int classifier, boolean atHome, int labels) {
    return scores.getOrDefault(key(set, classifier, atHome, labels), List.of());
  }

  /** Sets and classifiers, in their order. */
  private interface Each {
    void accept(int set, int classifier);
  }

  private void each(Each action) {
    for (int set = 0; set < design.sets().size(); set++) {
      for (int classifier = 0; classifier < design.classifiers().size(); classifier++) {
        action.accept(set, classifier);
      }
    }
  }
}
