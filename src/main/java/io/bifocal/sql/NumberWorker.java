package io.bifocal.sql;

import io.bifocal.inference.TensorOutput;
import io.bifocal.inference.TensorPrediction;
import io.bifocal.inference.TensorWorker;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Runs a network over the numbers of rows. */
final class NumberWorker implements RowWorker {
  private final NumberSource numbers;
  private final TensorWorker worker;
  private final int batchSize;

  /** Why each row's numbers did not go to the network, null where they did. */
  private final List<String> rejections = new ArrayList<>();

  NumberWorker(NumberSource numbers, TensorWorker worker, int batchSize) {
    this.numbers = numbers;
    this.worker = worker;
    this.batchSize = batchSize;
  }

  @Override
  public boolean add(Row row) {
    try {
      worker.add(numbers.open(row));
      rejections.add(null);
    } catch (IllegalArgumentException e) {
      rejections.add(e.getMessage());
    }
    return rejections.size() == batchSize;
  }

  @Override
  public List<Appended> run() {
    Iterator<TensorPrediction> predictions = worker.run().iterator();
    List<Appended> result = new ArrayList<>(rejections.size());
    for (String rejection : rejections) {
      result.add(rejection == null ? appended(predictions.next()) : new Appended(null, rejection));
    }
    rejections.clear();
    return result;
  }

  @Override
  public void close() {
    worker.close();
  }

  private static Appended appended(TensorPrediction prediction) {
    return prediction.error() == null
        ? new Appended(
            prediction.outputs().stream().map(NumberWorker::row).toArray(Row[]::new), null)
        : new Appended(null, prediction.error());
  }

  private static Row row(TensorOutput output) {
    return RowFactory.create(
        output.name(),
        output.shape().stream().mapToInt(Integer::intValue).toArray(),
        output.values());
  }
}
