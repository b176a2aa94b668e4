package io.bifocal.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.Count;
import io.bifocal.conf.DriftFailures;
import io.bifocal.conf.DriftSettings;
import io.bifocal.conf.DriftWarnings;
import io.bifocal.store.DriftFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is too much of a difference: it has to be significant, and it has to be large. */
class JudgementTest {
  private static final DriftSettings WARNING = settings(Optional.empty());
  private static final DriftSettings FAILING = settings(Optional.of(0.5));

  @Test
  void aLargeDifferenceOfManyWarns() {
    DriftFinding finding =
        labels(WARNING, Map.of("a", 600L, "b", 300L, "c", 100L), Map.of("a", 190L, "b", 10L));
    assertEquals(DriftFinding.WARNING, finding.level());
    assertEquals("population stability index", finding.statistic());
    assertEquals("run", finding.against());
    assertEquals(0.25, finding.threshold());
    assertTrue(finding.pValue() < 1e-15, "" + finding.pValue());
    assertEquals(
        "200 files: a 95.0 % (60.0 % before), b 5.0 % (30.0 % before), c 0.0 % (10.0 % before)",
        finding.detail());
  }

  @Test
  void aSmallDifferenceOfVeryManyIsOk() {
    DriftFinding finding =
        labels(WARNING, Map.of("a", 500_000L, "b", 500_000L), Map.of("a", 520_000L, "b", 480_000L));
    assertEquals(DriftFinding.OK, finding.level());
    assertTrue(finding.pValue() < 1e-20, "" + finding.pValue());
    assertTrue(finding.value() < 0.01, "" + finding.value());
  }

  @Test
  void aLargeDifferenceOfFewIsOk() {
    DriftFinding finding = labels(WARNING, Map.of("a", 500L, "b", 500L), Map.of("a", 4L, "b", 1L));
    assertEquals(DriftFinding.OK, finding.level());
    assertTrue(finding.value() > 0.25, "" + finding.value());
    assertEquals("200 files: no significant difference", finding.detail());
  }

  @Test
  void failuresAreSetApart() {
    Map<String, Long> before = Map.of("a", 500L, "b", 500L);
    DriftFinding warned = labels(FAILING, before, Map.of("a", 150L, "b", 50L));
    assertEquals(DriftFinding.WARNING, warned.level());
    assertEquals(0.25, warned.threshold());
    DriftFinding failed = labels(FAILING, before, Map.of("a", 190L, "b", 10L));
    assertEquals(DriftFinding.FAILURE, failed.level());
    assertEquals(0.5, failed.threshold());
  }

  /** One p-value of 0.004 counts by itself, and does not among ten. */
  @Test
  void manyTestsAreCorrectedFor() {
    Measured one = rejects(new double[] {0.004}, new double[] {0.3});
    Measured nine = rejects(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, new double[9]);
    assertEquals(DriftFinding.WARNING, Judgement.of("run", WARNING, List.of(one)).get(0).level());
    DriftFinding among = Judgement.of("run", WARNING, List.of(one, nine)).get(0);
    assertEquals(DriftFinding.OK, among.level());
    assertEquals(0.04, among.pValue(), 1e-12);
    assertEquals(0.3, among.value());
  }

  /** A part that differs most, but not significantly, does not hide one that does. */
  @Test
  void theStrongestSignificantPartCounts() {
    DriftFinding finding =
        Judgement.of(
                "run",
                WARNING,
                List.of(rejects(new double[] {0.5, 1e-9, 1e-9}, new double[] {0.9, 0.1, 0.2})))
            .get(0);
    assertEquals(0.2, finding.value());
    assertEquals("[2, 1]", finding.detail());
    assertEquals(DriftFinding.WARNING, finding.level());
  }

  @Test
  void fewerRejectsAreNoDrift() {
    Measured measured =
        Categories.of(Map.of("ok", 500L, "corrupt", 500L), Map.of("ok", 500L))
            .increase(Statistic.REJECTED, "rejects", "ok", "500 files");
    DriftFinding finding = Judgement.of("run", WARNING, List.of(measured)).get(0);
    assertEquals(DriftFinding.OK, finding.level());
    assertEquals(-0.5, finding.value());
  }

  private static Measured rejects(double[] pValues, double[] strengths) {
    return new Measured(
        "rejects",
        pValues,
        List.of(
            new Measured.Effect(
                Statistic.REJECTED,
                java.util.OptionalDouble.empty(),
                strengths,
                java.util.Arrays::toString)));
  }

  private static DriftFinding labels(
      DriftSettings settings, Map<String, Long> before, Map<String, Long> after) {
    Measured measured = Categories.of(before, after).balance("labels", "200 files");
    return Judgement.of("run", settings, List.of(measured)).get(0);
  }

  private static DriftSettings settings(Optional<Double> fail) {
    return new DriftSettings(
        Optional.empty(),
        new Count(1000),
        50,
        0.01,
        new DriftWarnings(0.25, 0.2, 0.05, 0.05),
        new DriftFailures(fail, Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
