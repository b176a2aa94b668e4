package io.bifocal.sql;

import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Networks;
import io.bifocal.inference.TensorWorker;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * A network's work on the numbers of one partition.
 *
 * @param files the model, sent once to every executor
 * @param threads of one forward pass
 * @param batchSize rows that go through the network at once
 * @param numbers where a row's numbers are
 */
record TensorPartition(
    Broadcast<ModelFiles> files, int threads, int batchSize, NumberSource numbers)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    TensorWorker worker = Networks.sharedTensors(files.value(), threads).open(batchSize);
    return new PredictedRows(rows, new NumberWorker(numbers, worker, batchSize));
  }
}
