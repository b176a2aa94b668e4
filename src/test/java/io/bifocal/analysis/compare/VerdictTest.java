package io.bifocal.analysis.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.analysis.compare.Comparison.Contrast;
import io.bifocal.analysis.compare.Comparison.Cost;
import io.bifocal.analysis.compare.Comparison.CrossingPoint;
import io.bifocal.analysis.compare.Comparison.Point;
import io.bifocal.analysis.compare.Comparison.Sentence;
import io.bifocal.analysis.compare.Comparison.SetSummary;
import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said, and that nothing is said beyond what the numbers bear. */
class VerdictTest {
  private static final int FEW = 5;
  private static final int ALL = 80;

  private final List<Contrast> contrasts = new ArrayList<>();
  private Optional<CrossingPoint> crossing = Optional.empty();
  private Optional<Robustness> robustness = Optional.empty();
  private Optional<Shift> shift = Optional.empty();

  @Test
  void networksAheadWithFewLabelsClassicalWithAll() {
    differ("mobilenet", "classical", FEW, 0.05, 0.001);
    differ("mobilenet", "classical", ALL, -0.04, 0.01);
    everywhere("fused", 0.03, 0.01);
    crossing =
        Optional.of(
            new CrossingPoint(
                "mobilenet",
                "classical",
                Optional.of(new Estimate(22, 14, 31)),
                "second overtakes"));
    Map<String, Sentence> said = verdict();
    assertEquals(
        "With 5 labels a class, networks (mobilenet) see more than classical features (classical).",
        said.get("few-labels").text());
    assertEquals(
        "With all labels, classical features (classical) see more than networks (mobilenet).",
        said.get("all-labels").text());
    assertTrue(said.get("all-labels").figure().contains("difference -0.040"), said::toString);
    assertEquals("They change places at about 22 labels a class.", said.get("crossing").text());
    assertEquals("95 % interval 14 to 31", said.get("crossing").figure());
    assertEquals(
        "Both together beat either alone with 5 labels a class, all labels.",
        said.get("fusion").text());
    assertEquals(
        "Networks cost 8.0 times the CPU time of classical features.", said.get("cost").text());
  }

  @Test
  void whatOverlapsCannotBeTold() {
    differ("mobilenet", "classical", FEW, 0.02, 0.3);
    differ("mobilenet", "classical", ALL, -0.02, 0.051);
    everywhere("fused", 0.01, 0.2);
    Map<String, Sentence> said = verdict();
    assertEquals(
        "With 5 labels a class, we cannot tell classical features and networks apart.",
        said.get("few-labels").text());
    assertEquals(
        "With all labels, we cannot tell classical features and networks apart.",
        said.get("all-labels").text());
    assertEquals(
        "Nowhere do we see that both together beat the better of the two.",
        said.get("fusion").text());
    assertTrue(!said.containsKey("crossing"));
  }

  /** Better than one of them is not enough. */
  @Test
  void fusionHasToBeatBoth() {
    differ("mobilenet", "classical", FEW, 0.05, 0.001);
    differ("mobilenet", "classical", ALL, 0.05, 0.001);
    for (int labels : List.of(FEW, ALL)) {
      differ("fused", "classical", labels, 0.04, 0.001);
      differ("fused", "mobilenet", labels, -0.01, 0.02);
    }
    differ("classical", "majority", ALL, 0.5, 0);
    differ("mobilenet", "majority", ALL, 0.5, 0);
    Sentence fusion = verdict().get("fusion");
    assertEquals("Nowhere do we see that both together beat the better of the two.", fusion.text());
    assertEquals("worse with 5 labels a class, all labels", fusion.figure());
  }

  @Test
  void whatIsNoBetterThanChanceIsSaidSo() {
    differ("mobilenet", "classical", FEW, 0, 1);
    differ("mobilenet", "classical", ALL, 0, 1);
    everywhere("fused", 0, 1);
    contrasts.removeIf(contrast -> contrast.second().equals("majority"));
    differ("classical", "majority", ALL, 0.01, 0.4);
    differ("mobilenet", "majority", ALL, 0.2, 0.001);
    assertTrue(
        verdict()
            .get("baseline")
            .text()
            .startsWith("classical is not shown to be better than the baseline majority"));
  }

  @Test
  void meanCorruptionErrorsAreToldApartWhereTheirDifferenceIs() {
    robustness = Optional.of(robustness(new Estimate(-20, -31, -8)));
    nobodyIsAhead();
    Sentence apart = verdict().get("robustness");
    assertEquals("On spoiled images networks err less than classical features.", apart.text());
    assertTrue(apart.figure().contains("difference +20 (+8 to +31)"), apart.figure());
    robustness = Optional.of(robustness(new Estimate(20, 8, 31)));
    assertEquals(
        "On spoiled images classical features err less than networks.",
        verdict().get("robustness").text());
    robustness = Optional.of(robustness(new Estimate(-1, -12, 9)));
    assertEquals(
        "On spoiled images we cannot tell which of classical features and networks err less.",
        verdict().get("robustness").text());
  }

  @Test
  void ofSetsThatHoldUpAlikeNoneIsCalledTheBest() {
    nobodyIsAhead();
    Estimate home = new Estimate(0.7, 0.68, 0.72);
    List<Shift.Gap> gaps =
        List.of(
            new Shift.Gap("classical", ALL, home, new Estimate(0.4, 0.38, 0.42), home),
            new Shift.Gap("mobilenet", ALL, home, new Estimate(0.6, 0.58, 0.62), home),
            new Shift.Gap("fused", ALL, home, new Estimate(0.5, 0.48, 0.52), home));
    shift = Optional.of(new Shift("vendor=google", "vendor=twitter", gaps));
    assertEquals(
        "Trained on vendor=google and tested on vendor=twitter, mobilenet has the best figure, but"
            + " cannot be told apart from fused, classical.",
        verdict().get("another-source").text());
    contrasts.clear();
    differ("mobilenet", "classical", FEW, 0.2, 0.001);
    differ("mobilenet", "classical", ALL, 0.2, 0.001);
    everywhere("fused", -0.1, 0.001);
    assertEquals(
        "Trained on vendor=google and tested on vendor=twitter, mobilenet holds up best.",
        verdict().get("another-source").text());
  }

  private void nobodyIsAhead() {
    differ("mobilenet", "classical", FEW, 0, 1);
    differ("mobilenet", "classical", ALL, 0, 1);
    everywhere("fused", 0, 1);
  }

  /**
   * @param difference of the network's mean corruption error and the classical features'
   */
  private static Robustness robustness(Estimate difference) {
    Estimate error = new Estimate(0.4, 0.3, 0.5);
    return new Robustness(
        100,
        "majority",
        List.of(
            new Robustness.CorruptionScore("classical", ALL, "fog", 1, error, 0.6),
            new Robustness.CorruptionScore("mobilenet", ALL, "fog", 1, error, 0.6)),
        List.of(
            new Robustness.MeanError("classical", ALL, new Estimate(90, 80, 100), 0),
            new Robustness.MeanError("mobilenet", ALL, new Estimate(70, 60, 80), 0)),
        List.of(new Robustness.MeanContrast("mobilenet", "classical", ALL, difference)),
        List.of(),
        List.of());
  }

  private void differ(String first, String second, int labels, double difference, double p) {
    contrasts.add(
        new Contrast(
            first,
            second,
            labels,
            new Estimate(difference, difference - 0.01, difference + 0.01),
            p));
  }

  private void everywhere(String set, double difference, double p) {
    for (int labels : List.of(FEW, ALL)) {
      differ(set, "classical", labels, difference, p);
      differ(set, "mobilenet", labels, difference, p);
    }
    differ("classical", "majority", ALL, 0.5, 0);
    differ("mobilenet", "majority", ALL, 0.5, 0);
  }

  private Map<String, Sentence> verdict() {
    return Verdict.of(
            comparison(),
            new Representatives(
                Optional.of("classical"), Optional.of("mobilenet"), List.of("fused")))
        .stream()
        .collect(Collectors.toMap(Sentence::rule, sentence -> sentence));
  }

  private Comparison comparison() {
    List<SetSummary> sets =
        List.of(
            new SetSummary("classical", "classical", 120, List.of("hog", "color")),
            new SetSummary("mobilenet", "deep", 576, List.of("mobilenet")),
            new SetSummary("fused", "fused", 696, List.of("hog", "color", "mobilenet")),
            new SetSummary("majority", "baseline", 0, List.of()));
    List<Point> curve = new ArrayList<>();
    for (SetSummary set : sets) {
      for (int labels : List.of(FEW, ALL)) {
        curve.add(
            new Point(
                set.name(),
                "logistic-regression",
                labels,
                labels == ALL,
                10 * labels,
                20,
                Map.of(ScoreNames.BALANCED_ACCURACY, new Estimate(0.6, 0.58, 0.62))));
      }
    }
    return new Comparison(
        "20260101T020000Z",
        "20260101T010000Z",
        "2026-01-01T02:00:00Z",
        1,
        "1",
        "collection",
        new Comparison.Data(800, 800, 800, 0, 0, List.of(), Map.of(), 20, 0.2),
        sets,
        List.of("logistic-regression"),
        curve,
        contrasts,
        List.of(),
        crossing,
        List.of(),
        robustness,
        shift,
        List.of(
            new Cost("classical", 2, 400, 0, 0.01, 4),
            new Cost("mobilenet", 16, 2300, 9, 0.08, 32)),
        List.of(),
        List.of(),
        List.of());
  }
}
