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
 * A network that makes images of images, as a producer.
 *
 * @param name its name in the configuration
 * @param version what its images depend on, hashed
 * @param configuration what its images depend on, as canonical JSON
 * @param preprocessing what is done to the decoded picture first
 * @param threads threads of one forward pass
 * @param device what it runs on
 * @param files the model, sent once to every executor
 */
record PictureProducer(
    String name,
    String version,
    String configuration,
    Preprocessing preprocessing,
    int threads,
    DeviceChoice device,
    Broadcast<ModelFiles> files)
    implements Producer {
  /** A result may need its picture again, and both are too large to wait for others. */
  private static final BatchSize BATCH_SIZE = new BatchSize(1);

  @Override
  public String table() {
    return "pictures";
  }

  @Override
  public int length() {
    return 0;
  }

  @Override
  public ProducerWorker<?> open(Store store, Path file) throws IOException {
    return new PictureWorker(
        preprocessing.open(),
        device.network(files.value(), threads).open(BATCH_SIZE),
        TableWriter.pictures(file, store.hadoop()));
  }
}
