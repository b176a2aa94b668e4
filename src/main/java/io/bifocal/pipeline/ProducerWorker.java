package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.store.TableWriter;
import java.io.IOException;

/**
 * A producer at work in one task: takes pictures, writes a row for each. What fails for a picture
 * becomes that row's error.
 *
 * @param <T> the row
 */
abstract class ProducerWorker<T> implements AutoCloseable {
  private final TableWriter<T> writer;
  private StageClock clock = new StageClock();
  private long errors;
  private long micros;

  ProducerWorker(TableWriter<T> writer) {
    this.writer = writer;
  }

  /** Has {@code clock} take the time of encoding and writing. */
  final ProducerWorker<T> timedBy(StageClock of) {
    clock = of;
    return this;
  }

  /** Takes a picture; its row may be written later. The picture may be closed on return. */
  abstract void accept(String imageId, Picture picture) throws IOException;

  /** Writes the rows of pictures that were taken and still wait. */
  abstract void flush() throws IOException;

  /** What the row of a picture says that {@code failure} hit. */
  static String message(RuntimeException failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** Frees what the worker owns; without {@link #finish} the file is worthless. */
  @Override
  public abstract void close();

  /**
   * Writes what is still to be written and closes the file, whose rows are complete then.
   *
   * @param file its name
   * @param nominal what the rows should have cost, in seconds
   */
  final TaskReport.Output finish(int producer, String file, double nominal) throws IOException {
    flush();
    clock.run(Stage.WRITE, writer::close);
    return new TaskReport.Output(producer, writer.written(file), errors, micros, nominal);
  }

  /**
   * Writes a row.
   *
   * @param error the error in it, or null
   * @param cpuMicros the CPU time in it
   */
  final void write(T row, String error, long cpuMicros) throws IOException {
    clock.run(Stage.ENCODE, () -> writer.write(row));
    errors += error == null ? 0 : 1;
    micros += cpuMicros;
  }
}
