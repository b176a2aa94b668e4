package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import io.bifocal.store.VariantRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** The files of one task of {@link VariantPass}: a table of vectors for each producer. */
final class VectorTables implements AutoCloseable {
  private final List<VectorSource> sources = new ArrayList<>();
  private final List<TableWriter<VariantRow>> writers = new ArrayList<>();
  private final long[] errors;

  /**
   * Opens the producers.
   *
   * @param folder of this attempt alone
   */
  VectorTables(List<VectorProducer> producers, String folder, Store store) throws IOException {
    errors = new long[producers.size()];
    try {
      for (VectorProducer producer : producers) {
        sources.add(producer.openVectors());
        Path file = new Path(folder, FusedTask.fileName(writers.size()));
        writers.add(TableWriter.variants(file, store.hadoop()));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Hands a picture to every producer; its rows may be written later. */
  void accept(String imageId, String variant, Picture picture) throws IOException {
    for (int i = 0; i < sources.size(); i++) {
      int producer = i;
      sources
          .get(i)
          .accept(
              imageId,
              picture,
              (vector, error) -> write(producer, new VariantRow(imageId, variant, vector, error)));
    }
  }

  /** Writes {@code error} for every producer. */
  void fail(String imageId, String variant, String error) throws IOException {
    for (int i = 0; i < writers.size(); i++) {
      write(i, new VariantRow(imageId, variant, null, error));
    }
  }

  /** Writes what still waits and closes the files, whose rows are complete then. */
  List<TaskReport.Output> finish() throws IOException {
    List<TaskReport.Output> outputs = new ArrayList<>();
    for (int i = 0; i < writers.size(); i++) {
      sources.get(i).flush();
      writers.get(i).close();
      outputs.add(
          new TaskReport.Output(i, writers.get(i).written(FusedTask.fileName(i)), errors[i], 0, 0));
    }
    return outputs;
  }

  /** Without {@link #finish} the files are left half written, in a folder that nobody reads. */
  @Override
  public void close() {
    sources.forEach(VectorSource::close);
  }

  private void write(int producer, VariantRow row) throws IOException {
    writers.get(producer).write(row);
    errors[producer] += row.error() == null ? 0 : 1;
  }
}
