package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.inference.Network;
import io.bifocal.inference.Prediction;
import io.bifocal.preprocess.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A model in one task, of which nothing but the embedding is wanted. */
final class EmbeddingWorker implements VectorSource {
  private final Preprocessing.Worker preprocessing;
  private final Network.Worker worker;
  private final List<Receiver> batch = new ArrayList<>();

  EmbeddingWorker(Preprocessing.Worker preprocessing, Network.Worker worker) {
    this.preprocessing = preprocessing;
    this.worker = worker;
  }

  @Override
  public void accept(String imageId, Picture picture, Receiver receiver) throws IOException {
    boolean full;
    try {
      full = worker.add(preprocessing.apply(picture, Seed.of(imageId)));
    } catch (RuntimeException e) {
      receiver.accept(null, ProducerWorker.message(e));
      return;
    }
    batch.add(receiver);
    if (full) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    int next = 0;
    for (Prediction prediction : worker.run()) {
      batch.get(next).accept(prediction.embedding(), prediction.error());
      next++;
    }
    batch.clear();
  }

  @Override
  public void close() {
    preprocessing.close();
    worker.close();
  }
}
