package io.bifocal.pipeline;

import io.bifocal.conf.Canonical;
import io.bifocal.inference.VectorClassifier;
import io.bifocal.store.ClassifierFitRecord;
import io.bifocal.store.PredictionColumns;
import io.bifocal.store.Sha256;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;

/**
 * A classifier that was learnt, as a producer.
 *
 * @param name its name in the configuration
 * @param version what its predictions depend on, hashed
 * @param configuration what its predictions depend on, as canonical JSON
 * @param parts whose vectors it looks at
 * @param classifier sent once to every executor
 */
record ClassifierProducer(
    String name,
    String version,
    String configuration,
    List<VectorProducer> parts,
    Broadcast<Shipped<VectorClassifier>> classifier)
    implements Producer {

  static ClassifierProducer of(
      ClassifierNeed need,
      ClassifierFitRecord fit,
      Broadcast<Shipped<VectorClassifier>> classifier) {
    List<Object> parts = new ArrayList<>();
    need.parts().forEach(part -> parts.add(part.folder()));
    // What was learnt stands for the parts that it was learnt with.
    String configuration =
        Canonical.json(
            Map.of("name", need.name(), "of", parts, "fit", fit.version(), "labels", fit.labels()));
    return new ClassifierProducer(
        need.name(),
        new Sha256().version(configuration.getBytes(StandardCharsets.UTF_8)),
        configuration,
        need.parts(),
        classifier);
  }

  @Override
  public String table() {
    return "predictions";
  }

  @Override
  public int length() {
    return 0;
  }

  @Override
  public ProducerWorker<?> open(Store store, Path file) throws IOException {
    return new ClassifierWorker(
        parts.stream().map(VectorProducer::openVectors).toList(),
        parts.stream().mapToInt(VectorProducer::length).toArray(),
        classifier.value().value(),
        TableWriter.predictions(file, store.hadoop(), PredictionColumns.NONE));
  }
}
