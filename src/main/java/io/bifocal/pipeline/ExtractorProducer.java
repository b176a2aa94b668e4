package io.bifocal.pipeline;

import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;

/**
 * A classical extractor as a producer.
 *
 * @param version what its vectors depend on, hashed
 * @param configuration what its vectors depend on, as canonical JSON
 */
record ExtractorProducer(Extraction extraction, String version, String configuration)
    implements Producer {

  static ExtractorProducer of(Extraction extraction, Decoder decoder) {
    String configuration = extraction.configuration(decoder);
    String version = new Sha256().version(configuration.getBytes(StandardCharsets.UTF_8));
    return new ExtractorProducer(extraction, version, configuration);
  }

  @Override
  public String table() {
    return "features";
  }

  @Override
  public String name() {
    return extraction.name();
  }

  @Override
  public int length() {
    return extraction.length();
  }

  @Override
  public ProducerWorker<?> open(Store store, Path file) throws IOException {
    return new ExtractorWorker(extraction, TableWriter.features(file, store.hadoop()));
  }
}
