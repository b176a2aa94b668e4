package io.bifocal.pipeline;

import io.bifocal.feature.Extraction;
import io.bifocal.image.Picture;
import java.io.IOException;

/** An extractor in one task. */
final class VectorWorker implements VectorSource {
  private final Extraction.Worker worker;
  private final float[] vector;

  /**
   * @param length values in a vector
   */
  VectorWorker(Extraction.Worker worker, int length) {
    this.worker = worker;
    this.vector = new float[length];
  }

  @Override
  public void accept(String imageId, Picture picture, Receiver receiver) throws IOException {
    String error = extract(imageId, picture);
    receiver.accept(error == null ? vector : null, error);
  }

  @Override
  public void flush() {
    // No picture waits.
  }

  /** A vector of its own, finite; null where the extractor fails, of which its own table tells. */
  float[] vector(String imageId, Picture picture) {
    return extract(imageId, picture) == null ? vector.clone() : null;
  }

  @Override
  public void close() {
    worker.close();
  }

  private String extract(String imageId, Picture picture) {
    try {
      worker.extract(picture, Seed.of(imageId), vector);
    } catch (RuntimeException e) {
      return ProducerWorker.message(e);
    }
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        return "value " + i + " of the vector is " + vector[i];
      }
    }
    return null;
  }
}
