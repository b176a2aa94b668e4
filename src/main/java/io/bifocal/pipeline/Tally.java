package io.bifocal.pipeline;

import io.bifocal.store.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** Adds up what the tasks of an extraction did. */
final class Tally {
  private final Producers producers;
  private final Plan plan;
  private final Costs costs;
  private final long[] computed;
  private final long[] errors;
  private final long[] micros;
  private final double[] nominal;
  private final List<RunRecord.DataFile> files = new ArrayList<>();
  private long decoded;
  private long rejected;
  private long bytesRead;

  Tally(Producers producers, Plan plan, Costs costs) {
    this.producers = producers;
    this.plan = plan;
    this.costs = costs;
    computed = new long[producers.list().size()];
    errors = new long[computed.length];
    micros = new long[computed.length];
    nominal = new double[computed.length];
  }

  void add(TaskReport report) {
    decoded += report.decoded();
    rejected += report.rejected();
    bytesRead += report.bytesRead();
    for (TaskReport.Output output : report.files()) {
      computed[output.producer()] += output.file().rows();
      errors[output.producer()] += output.errors();
      micros[output.producer()] += output.micros();
      nominal[output.producer()] += output.nominal();
    }
  }

  void add(RunRecord.DataFile file) {
    files.add(file);
  }

  long decoded() {
    return decoded;
  }

  long rejected() {
    return rejected;
  }

  long bytesRead() {
    return bytesRead;
  }

  List<RunRecord.DataFile> files() {
    return List.copyOf(files);
  }

  /** What each producer did, and how many of the accepted images have its row now. */
  List<RunRecord.Produced> producers() {
    List<RunRecord.Produced> result = new ArrayList<>();
    for (int i = 0; i < computed.length; i++) {
      Producer producer = producers.list().get(i);
      // A content that was rejected on the way lacks nothing: it is no image.
      long present = plan.distinct() - plan.missing().get(i) + computed[i];
      result.add(
          producer.record(
              computed[i],
              errors[i],
              present,
              plan.distinct() - rejected - present,
              micros[i] / 1e6,
              nominal[i] > 0 ? micros[i] / 1e6 / nominal[i] : costs.measured(i)));
    }
    return result;
  }
}
