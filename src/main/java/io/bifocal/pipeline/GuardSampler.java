package io.bifocal.pipeline;

import io.bifocal.conf.BatchSize;
import io.bifocal.inference.ModelFiles;
import io.bifocal.preprocess.Preprocessing;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;

/**
 * Runs a model over pictures that its guards learn from: rows of the embedding and then the logits,
 * whichever the card names.
 *
 * @param number tells it from the others of one fit
 * @param length values of an embedding, 0 for none
 */
record GuardSampler(
    int number,
    int length,
    Preprocessing preprocessing,
    int threads,
    DeviceChoice device,
    Broadcast<ModelFiles> files)
    implements Sampler {

  @Override
  public ProducerWorker<?> open(Store store, Path file) throws IOException {
    return new GuardSampleWorker(
        preprocessing.open(),
        device.network(files.value(), threads).open(new BatchSize(1)),
        TableWriter.features(file, store.hadoop()));
  }
}
