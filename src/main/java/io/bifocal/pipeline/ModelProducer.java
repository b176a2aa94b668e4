package io.bifocal.pipeline;

import io.bifocal.conf.BatchSize;
import io.bifocal.inference.FittedGuards;
import io.bifocal.inference.Guards;
import io.bifocal.inference.ModelFiles;
import io.bifocal.preprocess.Preprocessing;
import io.bifocal.store.PredictionColumns;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;

/**
 * A deep network as a producer.
 *
 * @param name its name in the configuration
 * @param version what its predictions depend on, hashed
 * @param configuration what its predictions depend on, as canonical JSON
 * @param preprocessing what is done to the decoded picture first
 * @param length values in an embedding
 * @param threads threads of one forward pass
 * @param device what it runs on
 * @param batchSize pictures that go through it at once
 * @param files the model, sent once to every executor
 * @param guards what its predictions are judged by
 * @param extractor that a guard looks at, null without one
 * @param fitted what was learnt for the guards, sent once to every executor
 * @param columns what its table has besides the usual columns
 */
record ModelProducer(
    String name,
    String version,
    String configuration,
    Preprocessing preprocessing,
    int length,
    int threads,
    DeviceChoice device,
    BatchSize batchSize,
    Broadcast<ModelFiles> files,
    Guards guards,
    ExtractorProducer extractor,
    Broadcast<FittedGuards> fitted,
    PredictionColumns columns)
    implements VectorProducer {
  @Override
  public String table() {
    return "predictions";
  }

  @Override
  public ProducerWorker<?> open(Store store, Path file) throws IOException {
    return new ModelWorker(
        preprocessing.open(),
        device.network(files.value(), threads).open(batchSize),
        guards.open(files.value(), fitted.value()),
        columns,
        extractor == null ? null : extractor.openVectors(),
        TableWriter.predictions(file, store.hadoop(), columns));
  }

  @Override
  public VectorSource openVectors() {
    return new EmbeddingWorker(
        preprocessing.open(), device.network(files.value(), threads).open(batchSize));
  }
}
