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

/** Reads one slice of the plan within a task. */
final class PlanReader implements Iterator<PlannedImage>, AutoCloseable {
  private final ParquetReader<Group> reader;
  private Group next;

  PlanReader(String slice, Configuration hadoop) throws IOException {
    reader =
        ParquetReader.builder(new GroupReadSupport(), new Path(slice)).withConf(hadoop).build();
    next = reader.read();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public PlannedImage next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    try {
      PlannedImage image = PlannedImage.of(next);
      next = reader.read();
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
