package io.bifocal.sql;

import io.bifocal.conf.BatchSize;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import io.bifocal.inference.Networks;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * A model's work on one partition.
 *
 * @param files the model, sent once to every executor
 * @param threads of one forward pass
 * @param batchSize pictures that go through it at once
 * @param pictures where a row's picture is
 * @param reading what goes to the appended column
 */
record ImagePartition(
    Broadcast<ModelFiles> files,
    int threads,
    BatchSize batchSize,
    PictureSource pictures,
    Reading reading)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Network.Worker worker = Networks.shared(files.value(), threads).open(batchSize);
    return new PredictedRows(rows, new ImageWorker(pictures, worker, reading));
  }
}
