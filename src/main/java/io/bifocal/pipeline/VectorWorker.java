package io.bifocal.pipeline;

import io.bifocal.feature.Extraction;
import io.bifocal.image.Picture;

/** An extractor that a guard looks at, in one task. */
record VectorWorker(Extraction.Worker worker, int length) implements AutoCloseable {

  /** The vector of a picture, finite; null where the extractor fails. */
  float[] extract(String imageId, Picture picture) {
    float[] vector = new float[length];
    try {
      worker.extract(picture, Seed.of(imageId), vector);
    } catch (RuntimeException e) {
      // The extractor's own table says what failed.
      return null;
    }
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        return null;
      }
    }
    return vector;
  }

  @Override
  public void close() {
    worker.close();
  }
}
