package io.bifocal.pipeline;

import io.bifocal.store.Store;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Runs an extractor over pictures that a guard learns from, whatever its own table already holds.
 *
 * @param number tells it from the others of one fit
 */
record VectorSampler(int number, ExtractorProducer extractor) implements Sampler {

  @Override
  public int length() {
    return extractor.length();
  }

  @Override
  public ProducerWorker<?> open(Store store, Path file) throws IOException {
    return extractor.open(store, file);
  }
}
