package io.bifocal.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Reads one unit of the plan within a task. */
final class PlanReader implements Iterator<PlannedImage>, AutoCloseable {
  private final ParquetReader<Group> reader;
  private long left;

  PlanReader(Unit unit, Configuration hadoop) throws IOException {
    left = unit.rows();
    reader =
        ParquetReader.builder(new GroupReadSupport(), new Path(unit.file()))
            .withConf(hadoop)
            .build();
    for (long i = 0; i < unit.from(); i++) {
      reader.read();
    }
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public PlannedImage next() {
    if (left == 0) {
      throw new NoSuchElementException();
    }
    left--;
    try {
      return PlannedImage.of(reader.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
