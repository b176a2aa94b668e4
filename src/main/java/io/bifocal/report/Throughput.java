package io.bifocal.report;

import io.bifocal.store.RunRecord;

/**
 * Images a second over the time of a run. A wave's images count as spread evenly over the time from
 * when its tasks were handed to Spark until its files were published; waves overlap.
 *
 * @param rates images a second in each of equally long pieces of {@code seconds}
 * @param seconds the length of the run
 * @param images in all waves
 * @param busy seconds from the start of the first wave to the end of the last one
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one page.
record Throughput(double[] rates, double seconds, long images, double busy) {
  private static final int PIECES = 120;

  static Throughput of(RunRecord record) {
    double seconds = record.seconds();
    for (RunRecord.Wave wave : record.timeline()) {
      seconds = Math.max(seconds, wave.finished());
    }
    double[] rates = new double[PIECES];
    double piece = seconds / PIECES;
    long images = 0;
    double first = Double.POSITIVE_INFINITY;
    double last = 0;
    for (RunRecord.Wave wave : record.timeline()) {
      images += wave.images();
      first = Math.min(first, wave.started());
      last = Math.max(last, wave.finished());
      double length = wave.finished() - wave.started();
      for (int i = 0; i < PIECES && length > 0; i++) {
        double common =
            Math.min(wave.finished(), (i + 1) * piece) - Math.max(wave.started(), i * piece);
        rates[i] += Math.max(0, common) / length * (double) wave.images() / piece;
      }
    }
    return new Throughput(rates, seconds, images, Math.max(0, last - first));
  }

  /** Images a second while there were waves. */
  double mean() {
    return busy > 0 ? (double) images / busy : 0;
  }

  double highest() {
    double highest = 0;
    for (double rate : rates) {
      highest = Math.max(highest, rate);
    }
    return highest;
  }
}
