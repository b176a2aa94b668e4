package io.bifocal.pipeline;

import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import io.bifocal.store.Sha256;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;

/**
 * A classical extractor as a producer.
 *
 * @param version what its vectors depend on, hashed
 * @param configuration what its vectors depend on, as canonical JSON
 * @param words its vocabulary, sent once to every executor; null for an extractor that needs none
 */
record ExtractorProducer(
    Extraction extraction, String version, String configuration, Broadcast<SharedVocabulary> words)
    implements VectorProducer {

  static ExtractorProducer of(
      Extraction extraction, Decoder decoder, LearntVocabularies vocabularies) {
    return of(extraction, decoder, vocabularies.of(extraction));
  }

  /**
   * The producer of an extraction.
   *
   * @param learnt its vocabulary, empty for an extractor that needs none
   */
  static ExtractorProducer of(
      Extraction extraction, Decoder decoder, Optional<LearntVocabularies.Learnt> learnt) {
    String configuration =
        extraction.configuration(decoder, learnt.map(LearntVocabularies.Learnt::version));
    String version = new Sha256().version(configuration.getBytes(StandardCharsets.UTF_8));
    return new ExtractorProducer(
        extraction,
        version,
        configuration,
        learnt.map(LearntVocabularies.Learnt::words).orElse(null));
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
    return new ExtractorWorker(openVectors(), TableWriter.features(file, store.hadoop()));
  }

  @Override
  public VectorWorker openVectors() {
    return new VectorWorker(
        words == null ? extraction.open() : extraction.open(words.value().vocabulary()), length());
  }
}
