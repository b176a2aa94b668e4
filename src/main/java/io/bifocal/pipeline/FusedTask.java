package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.image.Decoder;
import io.bifocal.image.Picture;
import io.bifocal.image.Reason;
import io.bifocal.image.RejectedException;
import io.bifocal.store.Json;
import io.bifocal.store.RejectionRow;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/**
 * The fused pass over one slice of the plan: fetches ahead, decodes each image once, hands it to
 * every producer that lacks it, and writes their rows to files of this attempt alone. Nothing of it
 * counts until the driver publishes these files.
 *
 * @param folder the working space of the wave
 */
record FusedTask(
    ImageCollection collection,
    Store store,
    Producers producers,
    String folder,
    Decoder decoder,
    Progress.Counter counter)
    implements Serializable {

  /** The name of a producer's file in the task's folder. */
  static String fileName(int producer) {
    return "producer-" + producer + ".parquet";
  }

  /** Rows of {@link RejectionRow}, in the task's folder. */
  static final String REJECTIONS = "rejections.parquet";

  /**
   * Does the work of {@code slice}.
   *
   * @return a {@link TaskReport} as JSON
   */
  String run(String slice) {
    String attempt =
        folder + "/" + TaskContext.getPartitionId() + "-" + TaskContext.get().taskAttemptId();
    try (Attempt work = new Attempt(attempt);
        PlanReader plan = new PlanReader(slice, store.hadoop());
        ReadAhead<PlannedImage> files =
            new ReadAhead<>(
                collection.reader(), plan, PlannedImage::location, decoder.limits().maxBytes())) {
      while (files.hasNext()) {
        work.process(files.next());
      }
      return Json.write(work.finish());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One attempt at one slice, with its open workers and files. */
  private final class Attempt implements AutoCloseable {
    private final String attemptFolder;
    private final ProducerWorker<?>[] workers = new ProducerWorker<?>[producers.list().size()];
    private final Sha256 sha256 = new Sha256();
    private TableWriter<RejectionRow> rejections;
    private long decoded;
    private long bytesRead;

    Attempt(String attemptFolder) {
      this.attemptFolder = attemptFolder;
    }

    void process(ReadAhead.Fetched<PlannedImage> fetched) throws IOException {
      PlannedImage image = fetched.file();
      try (Picture picture = decode(fetched)) {
        decoded++;
        for (int i = 0; i < workers.length; i++) {
          if ((image.missing() >> i & 1) == 1) {
            worker(i).accept(image.imageId(), picture);
          }
        }
      } catch (RejectedException e) {
        reject(image, e);
      }
      counter.image();
    }

    TaskReport finish() throws IOException {
      List<TaskReport.Output> outputs = new ArrayList<>();
      for (int i = 0; i < workers.length; i++) {
        if (workers[i] != null) {
          outputs.add(workers[i].finish(i));
        }
      }
      long rejected = 0;
      if (rejections != null) {
        rejections.close();
        rejected = rejections.rows();
      }
      return new TaskReport(attemptFolder, outputs, decoded, rejected, bytesRead);
    }

    /**
     * After a failure files are left half written; they lie in the folder of this attempt, which
     * nobody publishes.
     */
    @Override
    public void close() {
      for (ProducerWorker<?> worker : workers) {
        if (worker != null) {
          worker.close();
        }
      }
    }

    private Picture decode(ReadAhead.Fetched<PlannedImage> fetched) throws RejectedException {
      if (fetched.failure() != null) {
        throw new RejectedException(
            Reason.UNREADABLE,
            "vanished or became unreadable while the run read it: "
                + fetched.failure().getMessage());
      }
      bytesRead += fetched.bytes().length;
      if (!sha256.of(fetched.bytes()).equals(fetched.file().imageId())) {
        throw new RejectedException(Reason.UNREADABLE, "the file changed while the run read it");
      }
      return decoder.decode(fetched.bytes(), fetched.file().header());
    }

    private void reject(PlannedImage image, RejectedException e) throws IOException {
      if (rejections == null) {
        rejections = TableWriter.rejections(new Path(attemptFolder, REJECTIONS), store.hadoop());
      }
      rejections.write(new RejectionRow(image.imageId(), e.reason().label(), e.getMessage()));
      counter.rejected();
    }

    private ProducerWorker<?> worker(int producer) throws IOException {
      if (workers[producer] == null) {
        workers[producer] =
            producers.list().get(producer).open(store, new Path(attemptFolder, fileName(producer)));
      }
      return workers[producer];
    }
  }
}
