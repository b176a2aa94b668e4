package io.bifocal.pipeline;

import io.bifocal.conf.Canonical;
import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import io.bifocal.store.Sha256;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * The keypoints of an extractor, with their raw descriptors, as a table of their own.
 *
 * @param name of the extractor
 * @param version what keypoints depend on, hashed
 * @param configuration what keypoints depend on, as canonical JSON
 */
record KeypointProducer(String name, KeypointSource source, String version, String configuration)
    implements Producer {

  static KeypointProducer of(Extraction extraction, Decoder decoder) {
    KeypointSource source = KeypointSource.of(extraction).orElseThrow();
    Map<String, Object> meaning = source.identity(decoder);
    meaning.put("name", extraction.name());
    meaning.put("implementation", extraction.extractor().implementation());
    String configuration = Canonical.json(meaning);
    String version = new Sha256().version(configuration.getBytes(StandardCharsets.UTF_8));
    return new KeypointProducer(extraction.name(), source, version, configuration);
  }

  @Override
  public String table() {
    return "keypoints";
  }

  @Override
  public int length() {
    return source.detector().length();
  }

  @Override
  public ProducerWorker<?> open(Store store, Path file) throws IOException {
    return new KeypointWorker(source.open(), length(), TableWriter.keypoints(file, store.hadoop()));
  }
}
