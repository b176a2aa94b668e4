package io.bifocal.pipeline;

import io.bifocal.feature.Extraction;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;

/** A classical extractor as a producer. */
record ExtractorProducer(Extraction extraction) implements Producer {
  @Override
  public String table() {
    return "features";
  }

  @Override
  public String name() {
    return extraction.name();
  }

  @Override
  public String version() {
    return new Sha256().version(configuration().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String configuration() {
    return extraction.configuration();
  }

  @Override
  public int length() {
    return extraction.length();
  }

  @Override
  public ProducerWorker open(Store store, Path file) throws IOException {
    return new ExtractorWorker(extraction, TableWriter.features(file, store.hadoop()));
  }
}
