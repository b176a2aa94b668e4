package io.bifocal.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Rows with an output and an error appended. Holds one batch of them, and its worker until the task
 * ends.
 */
final class PredictedRows implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final RowWorker worker;
  private final Queue<Row> done = new ArrayDeque<>();

  PredictedRows(Iterator<Row> rows, RowWorker worker) {
    this.rows = rows;
    this.worker = worker;
    TaskCompletionListener end = context -> worker.close();
    TaskContext.get().addTaskCompletionListener(end);
  }

  @Override
  public boolean hasNext() {
    return !done.isEmpty() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (done.isEmpty()) {
      runBatch();
    }
    return done.remove();
  }

  private void runBatch() {
    List<Row> batch = new ArrayList<>();
    boolean full = false;
    while (rows.hasNext() && !full) {
      Row row = rows.next();
      batch.add(row);
      full = worker.add(row);
    }
    List<RowWorker.Appended> appended = worker.run();
    for (int i = 0; i < batch.size(); i++) {
      done.add(with(batch.get(i), appended.get(i)));
    }
  }

  private static Row with(Row row, RowWorker.Appended appended) {
    Object[] values = new Object[row.size() + 2];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = appended.output();
    values[row.size() + 1] = appended.error();
    return RowFactory.create(values);
  }
}
