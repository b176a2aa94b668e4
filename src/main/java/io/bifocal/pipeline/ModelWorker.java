package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.inference.Network;
import io.bifocal.inference.Prediction;
import io.bifocal.store.PredictionRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A model in one task: collects a batch, runs it, writes its rows in the order of the pictures. */
final class ModelWorker extends ProducerWorker {
  private final Network.Worker worker;
  private final TableWriter<PredictionRow> writer;
  private final List<String> batch = new ArrayList<>();
  private long batchMicros;

  ModelWorker(Network.Worker worker, TableWriter<PredictionRow> writer) {
    this.worker = worker;
    this.writer = writer;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    boolean full = worker.add(picture);
    batchMicros += CpuClock.micros() - start;
    batch.add(imageId);
    if (full) {
      run();
    }
  }

  @Override
  void finish() throws IOException {
    if (!batch.isEmpty()) {
      run();
    }
    writer.close();
  }

  @Override
  public void close() {
    worker.close();
  }

  @Override
  TableWriter<?> writer() {
    return writer;
  }

  private void run() throws IOException {
    long start = CpuClock.micros();
    List<Prediction> predictions = worker.run();
    long micros = (batchMicros + CpuClock.micros() - start) / batch.size();
    for (int i = 0; i < predictions.size(); i++) {
      count(predictions.get(i).error(), micros);
      writer.write(new PredictionRow(batch.get(i), predictions.get(i), micros));
    }
    batch.clear();
    batchMicros = 0;
  }
}
