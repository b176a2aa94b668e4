package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.inference.Network;
import io.bifocal.inference.Prediction;
import io.bifocal.preprocess.Preprocessing;
import io.bifocal.store.FeatureRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.util.Arrays;

/** Runs a model in one task: a row a picture, its embedding and its logits end to end. */
final class GuardSampleWorker extends ProducerWorker<FeatureRow> {
  private final Preprocessing.Worker preprocessing;
  private final Network.Worker worker;

  GuardSampleWorker(
      Preprocessing.Worker preprocessing, Network.Worker worker, TableWriter<FeatureRow> writer) {
    super(writer);
    this.preprocessing = preprocessing;
    this.worker = worker;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    Prediction prediction = predict(imageId, picture);
    float[] values =
        prediction.error() == null ? joined(prediction.embedding(), prediction.logits()) : null;
    long micros = CpuClock.micros() - start;
    write(new FeatureRow(imageId, values, prediction.error(), micros), prediction.error(), micros);
  }

  private Prediction predict(String imageId, Picture picture) {
    try {
      worker.add(preprocessing.apply(picture, Seed.of(imageId)));
    } catch (RuntimeException e) {
      return Prediction.failed(message(e));
    }
    return worker.run().get(0);
  }

  private static float[] joined(float[] embedding, float[] logits) {
    if (embedding == null) {
      return logits;
    }
    if (logits == null) {
      return embedding;
    }
    float[] result = Arrays.copyOf(embedding, embedding.length + logits.length);
    System.arraycopy(logits, 0, result, embedding.length, logits.length);
    return result;
  }

  @Override
  void flush() {
    // No row waits.
  }

  @Override
  public void close() {
    preprocessing.close();
    worker.close();
  }
}
