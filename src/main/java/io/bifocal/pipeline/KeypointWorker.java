package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.store.KeypointRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;

/** Writes down the keypoints of pictures in one task. */
final class KeypointWorker extends ProducerWorker<KeypointRow> {
  private final KeypointSource.Finder finder;
  private final int length;

  KeypointWorker(KeypointSource.Finder finder, int length, TableWriter<KeypointRow> writer) {
    super(writer);
    this.finder = finder;
    this.length = length;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    int count = 0;
    String error = null;
    try {
      count = finder.find(imageId, picture);
    } catch (RuntimeException e) {
      error = message(e);
    }
    long micros = CpuClock.micros() - start;
    KeypointRow row =
        new KeypointRow(
            imageId,
            count,
            finder.features().keypoints(),
            finder.features().descriptors(),
            length,
            error,
            micros);
    write(row, error, micros);
  }

  @Override
  void flush() {
    // No row waits.
  }

  @Override
  public void close() {
    finder.close();
  }
}
