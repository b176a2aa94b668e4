package io.bifocal.pipeline;

import io.bifocal.store.Store;
import org.apache.hadoop.fs.Path;

/** A producer for what happens before any is opened. */
record UnopenedProducer(String table, String name) implements Producer {
  @Override
  public String version() {
    return "ffffffff";
  }

  @Override
  public String configuration() {
    return "{}";
  }

  @Override
  public int length() {
    return 1;
  }

  @Override
  public ProducerWorker<?> open(Store store, Path file) {
    throw new AssertionError("nothing is computed here");
  }
}
