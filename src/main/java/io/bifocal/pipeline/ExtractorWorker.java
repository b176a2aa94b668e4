package io.bifocal.pipeline;

import io.bifocal.feature.Extraction;
import io.bifocal.image.Picture;
import io.bifocal.store.FeatureRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;

/** An extractor in one task. */
final class ExtractorWorker extends ProducerWorker<FeatureRow> {
  private final Extraction.Worker worker;
  private final float[] vector;

  ExtractorWorker(Extraction.Worker worker, int length, TableWriter<FeatureRow> writer) {
    super(writer);
    this.worker = worker;
    this.vector = new float[length];
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    String error = extract(imageId, picture);
    long micros = CpuClock.micros() - start;
    write(new FeatureRow(imageId, error == null ? vector : null, error, micros), error, micros);
  }

  @Override
  void flush() {
    // No row waits.
  }

  @Override
  public void close() {
    worker.close();
  }

  private String extract(String imageId, Picture picture) {
    try {
      worker.extract(picture, Seed.of(imageId), vector);
    } catch (RuntimeException e) {
      return message(e);
    }
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        return "value " + i + " of the vector is " + vector[i];
      }
    }
    return null;
  }
}
