package io.bifocal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class PredictedRowsTest {
  private static final int BATCH = 4;
  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final AtomicInteger CLOSED = new AtomicInteger();
  private static final AtomicInteger RUNS = new AtomicInteger();

  @Test
  void rowsGoThroughInBatchesAndKeepTheirOrder() {
    RUNS.set(0);
    List<Row> rows = predicted(10).collectAsList();
    assertEquals(
        LongStream.range(0, 10).boxed().toList(), rows.stream().map(r -> r.getLong(0)).toList());
    rows.forEach(row -> assertEquals(2 * row.getLong(0), row.getLong(1)));
    assertEquals(3, RUNS.get());
  }

  @Test
  void thereMayBeNoRows() {
    assertEquals(List.of(), predicted(0).collectAsList());
  }

  /** A query that has enough rows leaves the rest of its partition alone. */
  @Test
  void workersAreClosedWhereRowsAreLeftOver() {
    OPEN.set(0);
    CLOSED.set(0);
    assertEquals(1, predicted(100).limit(1).collectAsList().size());
    assertEquals(100, predicted(100).collectAsList().size());
    assertEquals(2, OPEN.get());
    assertEquals(2, CLOSED.get());
  }

  private static Dataset<Row> predicted(long rows) {
    StructType schema =
        new StructType().add("id", "long").add("twice", "long").add("error", "string");
    MapPartitionsFunction<Row, Row> partition =
        partitionRows -> new PredictedRows(partitionRows, new Doubler());
    return LocalSpark.session()
        .range(0, rows, 1, 1)
        .toDF()
        .mapPartitions(partition, Encoders.row(schema));
  }

  /** Refuses what is more than a batch. */
  private static final class Doubler implements RowWorker {
    private final List<Long> waiting = new ArrayList<>();

    Doubler() {
      OPEN.incrementAndGet();
    }

    @Override
    public boolean add(Row row) {
      assertTrue(waiting.size() < BATCH);
      waiting.add(row.getLong(0));
      return waiting.size() == BATCH;
    }

    @Override
    public List<Appended> run() {
      RUNS.incrementAndGet();
      List<Appended> result = waiting.stream().map(value -> new Appended(2 * value, null)).toList();
      waiting.clear();
      return result;
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }
}
