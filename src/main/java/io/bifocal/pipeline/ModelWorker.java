package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.inference.GuardedPrediction;
import io.bifocal.inference.Guards;
import io.bifocal.inference.Network;
import io.bifocal.inference.Prediction;
import io.bifocal.preprocess.Preprocessing;
import io.bifocal.store.PredictionColumns;
import io.bifocal.store.PredictionRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A model in one task: collects a batch, runs it, writes its rows in the order of the pictures. */
final class ModelWorker extends ProducerWorker<PredictionRow> {
  private final Preprocessing.Worker preprocessing;
  private final Network.Worker worker;
  private final Guards.Worker guards;
  private final PredictionColumns columns;
  private final VectorWorker extractor;
  private final List<Waiting> batch = new ArrayList<>();
  private long batchMicros;

  /**
   * A picture in the batch.
   *
   * @param vector of the extractor, null without one and where it failed
   */
  @SuppressWarnings("ArrayRecordComponent") // Lives as long as the batch.
  private record Waiting(String imageId, float[] vector) {}

  /**
   * @param extractor that a guard looks at, null without one
   */
  ModelWorker(
      Preprocessing.Worker preprocessing,
      Network.Worker worker,
      Guards.Worker guards,
      PredictionColumns columns,
      VectorWorker extractor,
      TableWriter<PredictionRow> writer) {
    super(writer);
    this.preprocessing = preprocessing;
    this.worker = worker;
    this.guards = guards;
    this.columns = columns;
    this.extractor = extractor;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    float[] vector = extractor == null ? null : extractor.vector(imageId, picture);
    boolean full;
    try {
      full = worker.add(preprocessing.apply(picture, Seed.of(imageId)));
    } catch (RuntimeException e) {
      reject(imageId, e, CpuClock.micros() - start);
      return;
    }
    batchMicros += CpuClock.micros() - start;
    batch.add(new Waiting(imageId, vector));
    if (full) {
      flush();
    }
  }

  /** Rows keep the order of the pictures, so those that wait go first. */
  private void reject(String imageId, RuntimeException e, long micros) throws IOException {
    flush();
    PredictionRow row = failed(imageId, message(e), micros);
    write(row, row.prediction().error(), micros);
  }

  @Override
  void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    long start = CpuClock.micros();
    List<PredictionRow> rows = new ArrayList<>(batch.size());
    for (Prediction prediction : worker.run()) {
      Waiting picture = batch.get(rows.size());
      rows.add(row(picture.imageId(), guards.guard(prediction, picture.vector())));
    }
    long micros = (batchMicros + CpuClock.micros() - start) / batch.size();
    for (PredictionRow row : rows) {
      write(row.took(micros), row.prediction().error(), micros);
    }
    batch.clear();
    batchMicros = 0;
  }

  private PredictionRow row(String imageId, GuardedPrediction guarded) {
    Prediction prediction = guarded.prediction();
    if (!columns.masks() || prediction.segments() == null) {
      return new PredictionRow(imageId, prediction, guarded.guards(), null, 0);
    }
    try {
      byte[] mask = prediction.segments().mask();
      return new PredictionRow(imageId, prediction, guarded.guards(), mask, 0);
    } catch (RuntimeException e) {
      return failed(imageId, "the mask cannot be written: " + message(e), 0);
    }
  }

  private static PredictionRow failed(String imageId, String error, long micros) {
    return new PredictionRow(imageId, Prediction.failed(error), null, null, micros);
  }

  @Override
  public void close() {
    preprocessing.close();
    worker.close();
    if (extractor != null) {
      extractor.close();
    }
  }
}
