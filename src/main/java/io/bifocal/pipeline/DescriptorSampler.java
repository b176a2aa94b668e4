package io.bifocal.pipeline;

import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Draws raw descriptors of each picture, to learn a vocabulary of.
 *
 * @param number tells it from the others of one fit
 * @param most descriptors of a picture
 */
record DescriptorSampler(int number, KeypointSource source, int most) implements Sampler {

  @Override
  public int length() {
    return source.detector().length();
  }

  @Override
  public ProducerWorker<?> open(Store store, Path file) throws IOException {
    return new DescriptorWorker(
        source.open(), length(), most, TableWriter.features(file, store.hadoop()));
  }
}
