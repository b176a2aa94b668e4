package io.bifocal.report;

import io.bifocal.conf.Tolerance;
import io.bifocal.store.DriftFinding;
import io.bifocal.store.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A run in one sentence.
 *
 * @param level how much it matters
 * @param sentence whether it is complete, how long it took, and what there is to do
 */
record Verdict(Level level, String sentence) {

  /** How much somebody has to do. */
  enum Level {
    /** Nothing. */
    OK,
    /** To have a look when there is time. */
    ATTENTION,
    /** To look now. */
    FAILURE
  }

  /**
   * Judges a run.
   *
   * @param drift what was found; empty where nothing was compared
   */
  static Verdict of(RunRecord record, Tolerance maxRejected, List<DriftFinding> drift) {
    List<String> urgent = new ArrayList<>();
    List<String> other = new ArrayList<>();
    RunRecord.Images images = record.images();
    if (!maxRejected.accepts(images.rejected(), images.listed())) {
      urgent.add(
          Amounts.count(images.rejected(), "file")
              + " of "
              + Amounts.count(images.listed())
              + " rejected, more than limits.max-rejected = "
              + maxRejected
              + " allows");
    }
    count(drift, DriftFinding.FAILURE, "failure", urgent);
    boolean stopped = record.outcome().equals(RunRecord.STOPPED);
    if (stopped) {
      other.add(
          Amounts.count(Remaining.rows(record), "row")
              + " missing, with which the next run goes on");
    }
    long errors = record.producers().stream().mapToLong(RunRecord.Produced::errors).sum();
    if (errors > 0) {
      other.add(Amounts.count(errors, "row") + " with an error");
    }
    count(drift, DriftFinding.WARNING, "warning", other);
    Level level = urgent.isEmpty() ? other.isEmpty() ? Level.OK : Level.ATTENTION : Level.FAILURE;
    urgent.addAll(other);
    String end =
        (stopped ? "Stopped at its deadline after " : "Complete after ")
            + Amounts.duration(record.seconds());
    return new Verdict(
        level,
        urgent.isEmpty()
            ? end + "; there is nothing to do."
            : end + ": " + String.join("; ", urgent) + ".");
  }

  private static void count(
      List<DriftFinding> drift, String level, String name, List<String> findings) {
    long count = drift.stream().filter(finding -> finding.level().equals(level)).count();
    if (count > 0) {
      findings.add(Amounts.count(count, name) + " of drift");
    }
  }
}
