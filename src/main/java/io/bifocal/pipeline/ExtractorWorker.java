package io.bifocal.pipeline;

import io.bifocal.feature.Extraction;
import io.bifocal.feature.FeatureExtractor;
import io.bifocal.image.Picture;
import io.bifocal.store.FeatureRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;

/** An extractor in one task. */
final class ExtractorWorker extends ProducerWorker {
  private final Extraction extraction;
  private final FeatureExtractor.Worker worker;
  private final float[] vector;
  private final TableWriter<FeatureRow> writer;

  ExtractorWorker(Extraction extraction, TableWriter<FeatureRow> writer) {
    this.extraction = extraction;
    this.worker = extraction.open();
    this.vector = new float[extraction.length()];
    this.writer = writer;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    String error = extract(picture);
    long micros = CpuClock.micros() - start;
    count(error, micros);
    writer.write(new FeatureRow(imageId, error == null ? vector : null, error, micros));
  }

  @Override
  void finish() throws IOException {
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

  private String extract(Picture picture) {
    try {
      worker.extract(picture.view(extraction.input()), vector);
    } catch (RuntimeException e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        return "value " + i + " of the vector is " + vector[i];
      }
    }
    return null;
  }
}
