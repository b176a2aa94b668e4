package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.image.Decoder;
import io.bifocal.image.Picture;
import io.bifocal.image.RejectedException;
import io.bifocal.store.CrashPoint;
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
 * The fused pass over one unit of the plan: fetches ahead, decodes each image once, hands it to
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
   * Does the work of a unit.
   *
   * @param json a {@link Unit} as JSON
   * @return a {@link TaskReport} as JSON
   */
  String run(String json) {
    long start = System.nanoTime();
    Unit unit = Unit.of(json);
    String attempt =
        folder + "/" + TaskContext.getPartitionId() + "-" + TaskContext.get().taskAttemptId();
    try (Attempt work = new Attempt(attempt);
        PlannedPictures pictures =
            new PlannedPictures(unit, collection, decoder, store.hadoop(), work.clock)) {
      while (pictures.hasNext()) {
        work.process(pictures);
      }
      TaskReport report = work.finish(unit.rows(), pictures.bytesRead(), start);
      counter.spent(work.clock);
      return Json.line(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One attempt at one slice, with its open workers and files. */
  private final class Attempt implements AutoCloseable {
    private final String attemptFolder;
    private final StageClock clock = new StageClock();
    private final ProducerWorker<?>[] workers = new ProducerWorker<?>[producers.list().size()];
    private final double[] nominal = new double[workers.length];
    private TableWriter<RejectionRow> rejections;
    private long decoded;

    Attempt(String attemptFolder) {
      this.attemptFolder = attemptFolder;
    }

    void process(PlannedPictures pictures) throws IOException {
      PlannedImage image = pictures.next();
      try (Picture picture = pictures.decode()) {
        decoded++;
        double cost = Costs.nominal(image.header().width(), image.header().height());
        for (int i = 0; i < workers.length; i++) {
          if ((image.missing() >> i & 1) == 1) {
            worker(i).accept(image.imageId(), picture);
            nominal[i] += cost;
          }
        }
      } catch (RejectedException e) {
        reject(image, e);
      }
      counter.image();
      CrashPoint.WITHIN_A_WAVE.reached();
    }

    TaskReport finish(long images, long bytesRead, long start) throws IOException {
      List<TaskReport.Output> outputs = new ArrayList<>();
      for (int i = 0; i < workers.length; i++) {
        if (workers[i] != null) {
          outputs.add(workers[i].finish(i, fileName(i), nominal[i]));
        }
      }
      long rejected = 0;
      if (rejections != null) {
        rejections.close();
        rejected = rejections.rows();
      }
      return new TaskReport(
          attemptFolder,
          outputs,
          images,
          decoded,
          rejected,
          bytesRead,
          (System.nanoTime() - start) / 1e9);
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
            producers
                .list()
                .get(producer)
                .open(store, new Path(attemptFolder, fileName(producer)))
                .timedBy(clock);
      }
      return workers[producer];
    }
  }
}
