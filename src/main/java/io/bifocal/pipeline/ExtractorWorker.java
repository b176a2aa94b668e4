package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.store.FeatureRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;

/** An extractor in one task, which writes its rows. */
final class ExtractorWorker extends ProducerWorker<FeatureRow> {
  private final VectorWorker worker;

  ExtractorWorker(VectorWorker worker, TableWriter<FeatureRow> writer) {
    super(writer);
    this.worker = worker;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    worker.accept(
        imageId,
        picture,
        (vector, error) -> {
          long micros = CpuClock.micros() - start;
          write(new FeatureRow(imageId, vector, error, micros), error, micros);
        });
  }

  @Override
  void flush() {
    // No row waits.
  }

  @Override
  public void close() {
    worker.close();
  }
}
