package io.bifocal.report;

import io.bifocal.store.RunRecord;

/** What a run has left to the next ones. */
final class Remaining {
  private Remaining() {}

  /** Rows that producers lack. */
  static long rows(RunRecord record) {
    return record.producers().stream().mapToLong(RunRecord.Produced::missing).sum();
  }

  /**
   * Seconds that the rest takes if it goes on as in this run: of the contents that lack something,
   * there are at least as many as the neediest producer lacks.
   *
   * @return 0 where nothing is known
   */
  static double seconds(RunRecord record) {
    long images =
        record.producers().stream().mapToLong(RunRecord.Produced::missing).max().orElse(0);
    Throughput throughput = Throughput.of(record);
    return throughput.mean() == 0 ? 0 : (double) images / throughput.mean();
  }
}
