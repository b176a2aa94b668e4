package io.bifocal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.Tolerance;
import io.bifocal.store.DriftFinding;
import io.bifocal.store.RunRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final RunRecord COMPLETE =
      Pages.record(
          RunRecord.COMPLETE,
          new RunRecord.Images(1000, 998, 2, Map.of("empty", 2L), 0, 998, 0, 1000, 0),
          List.of(Pages.produced("features", "hog", 10, 0, 10, 0, 1)));

  @Test
  void toleratedRejectsAreNothingToDo() {
    assertEquals(
        new Verdict(Verdict.Level.OK, "Complete after 30 min 0 s; there is nothing to do."),
        Verdict.of(COMPLETE, Tolerance.parse("2"), List.of()));
  }

  @Test
  void tooManyRejectsAreAFailureAndStandFirst() {
    assertEquals(
        new Verdict(
            Verdict.Level.FAILURE,
            "Complete after 30 min 0 s: 2 files of 1,000 rejected, more than limits.max-rejected ="
                + " 0.1% allows; 1 warning of drift."),
        Verdict.of(
            COMPLETE,
            Tolerance.parse("0.1%"),
            List.of(finding(DriftFinding.WARNING), finding("ok"))));
  }

  @Test
  void driftIsAsBadAsItSays() {
    assertEquals(
        Verdict.Level.ATTENTION,
        Verdict.of(COMPLETE, Pages.ALL, List.of(finding(DriftFinding.WARNING))).level());
    assertEquals(
        Verdict.Level.FAILURE,
        Verdict.of(COMPLETE, Pages.ALL, List.of(finding(DriftFinding.FAILURE))).level());
    assertEquals(Verdict.Level.OK, Verdict.of(COMPLETE, Pages.ALL, List.of(finding("ok"))).level());
  }

  @Test
  void stoppingNeedsAttention() {
    assertEquals(Verdict.Level.ATTENTION, Verdict.of(Pages.STOPPED, Pages.ALL, List.of()).level());
  }

  private static DriftFinding finding(String level) {
    return new DriftFinding("labels", "r", "PSI", 1, 1, 1, level, "");
  }
}
