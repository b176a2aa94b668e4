package io.bifocal.sql;

import io.bifocal.image.Picture;
import io.bifocal.image.RejectedException;
import io.bifocal.inference.Network;
import io.bifocal.inference.Prediction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;

/** Rows with a prediction and an error appended; holds one batch of them. */
final class PredictedRows implements Iterator<Row>, AutoCloseable {
  private final Iterator<Row> rows;
  private final int batchSize;
  private final PictureSource pictures;
  private final Network.Worker worker;
  private final Reading reading;

  private final List<Waiting> waiting = new ArrayList<>();
  private final Queue<Row> done = new ArrayDeque<>();
  private boolean closed;

  /**
   * A row that was read.
   *
   * @param error why its picture did not go to the network, null if it did
   */
  private record Waiting(Row row, String error) {}

  PredictedRows(
      Iterator<Row> rows,
      int batchSize,
      PictureSource pictures,
      Network.Worker worker,
      Reading reading) {
    this.rows = rows;
    this.batchSize = batchSize;
    this.pictures = pictures;
    this.worker = worker;
    this.reading = reading;
  }

  @Override
  public boolean hasNext() {
    if (done.isEmpty()) {
      fill();
    }
    return !done.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return done.remove();
  }

  /** Frees the network's buffers; a second time does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      worker.close();
    }
  }

  private void fill() {
    while (rows.hasNext() && waiting.size() < batchSize) {
      Row row = rows.next();
      waiting.add(new Waiting(row, add(row)));
    }
    if (waiting.isEmpty()) {
      close();
      return;
    }
    Iterator<Prediction> predictions = worker.run().iterator();
    for (Waiting one : waiting) {
      done.add(
          one.error() == null
              ? appended(one.row(), predictions.next())
              : Rows.appended(one.row(), null, one.error()));
    }
    waiting.clear();
  }

  private String add(Row row) {
    try (Picture picture = pictures.open(row)) {
      worker.add(picture);
      return null;
    } catch (RejectedException e) {
      return e.reason().label() + ": " + e.getMessage();
    }
  }

  private Row appended(Row row, Prediction prediction) {
    return prediction.error() == null
        ? Rows.appended(row, reading.of(prediction), null)
        : Rows.appended(row, null, prediction.error());
  }
}
