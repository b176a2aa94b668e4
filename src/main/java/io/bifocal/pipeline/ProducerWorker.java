package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.store.TableWriter;
import java.io.IOException;

/**
 * A producer at work in one task: takes pictures, writes a row for each. What fails for a picture
 * becomes that row's error.
 */
abstract class ProducerWorker implements AutoCloseable {
  private long errors;
  private long micros;

  /** Takes a picture; its row may be written later. The picture may be closed on return. */
  abstract void accept(String imageId, Picture picture) throws IOException;

  /** Writes what is still to be written and closes the file, whose rows are complete then. */
  abstract void finish() throws IOException;

  /** Frees what the worker owns; without {@link #finish()} the file is worthless. */
  @Override
  public abstract void close();

  abstract TableWriter<?> writer();

  final void count(String error, long cpuMicros) {
    errors += error == null ? 0 : 1;
    micros += cpuMicros;
  }

  final long errors() {
    return errors;
  }

  final long micros() {
    return micros;
  }
}
