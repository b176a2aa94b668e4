package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.inference.GuardedPrediction;
import io.bifocal.inference.Guards;
import io.bifocal.inference.Network;
import io.bifocal.inference.Prediction;
import io.bifocal.preprocess.Preprocessing;
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
  private final List<String> batch = new ArrayList<>();
  private long batchMicros;

  ModelWorker(
      Preprocessing.Worker preprocessing,
      Network.Worker worker,
      Guards.Worker guards,
      TableWriter<PredictionRow> writer) {
    super(writer);
    this.preprocessing = preprocessing;
    this.worker = worker;
    this.guards = guards;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    boolean full;
    try {
      full = worker.add(preprocessing.apply(picture, Seed.of(imageId)));
    } catch (RuntimeException e) {
      reject(imageId, e, CpuClock.micros() - start);
      return;
    }
    batchMicros += CpuClock.micros() - start;
    batch.add(imageId);
    if (full) {
      flush();
    }
  }

  /** Rows keep the order of the pictures, so those that wait go first. */
  private void reject(String imageId, RuntimeException e, long micros) throws IOException {
    flush();
    Prediction failed = Prediction.failed(message(e));
    write(new PredictionRow(imageId, failed, null, micros), failed.error(), micros);
  }

  @Override
  void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    long start = CpuClock.micros();
    List<GuardedPrediction> predictions = new ArrayList<>(batch.size());
    for (Prediction prediction : worker.run()) {
      predictions.add(guards.guard(prediction));
    }
    long micros = (batchMicros + CpuClock.micros() - start) / batch.size();
    for (int i = 0; i < predictions.size(); i++) {
      Prediction prediction = predictions.get(i).prediction();
      float[] values = predictions.get(i).guards();
      write(
          new PredictionRow(batch.get(i), prediction, values, micros), prediction.error(), micros);
    }
    batch.clear();
    batchMicros = 0;
  }

  @Override
  public void close() {
    preprocessing.close();
    worker.close();
  }
}
