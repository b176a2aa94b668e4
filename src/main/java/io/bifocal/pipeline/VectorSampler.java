package io.bifocal.pipeline;

import io.bifocal.store.Store;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Runs an extractor over pictures that a guard learns from, whatever its own table already holds.
 * Its rows are never published.
 *
 * @param number tells it from the others of one fit
 */
record VectorSampler(int number, ExtractorProducer extractor) implements Producer {

  @Override
  public String table() {
    return "samples";
  }

  @Override
  public String name() {
    return String.valueOf(number);
  }

  @Override
  public String version() {
    return "working";
  }

  @Override
  public String configuration() {
    return "{}";
  }

  @Override
  public int length() {
    return extractor.length();
  }

  @Override
  public ProducerWorker<?> open(Store store, Path file) throws IOException {
    return extractor.open(store, file);
  }
}
