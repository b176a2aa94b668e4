package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.image.Decoder;
import io.bifocal.image.Picture;
import io.bifocal.image.RejectedException;
import io.bifocal.preprocess.FoolingInput;
import io.bifocal.preprocess.Operator;
import io.bifocal.store.Json;
import io.bifocal.store.Sha256;
import io.bifocal.store.Store;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;

/**
 * A task of {@link VariantPass}: decodes each image once, makes its variants one after the other,
 * and hands each to every producer. Nothing of its files counts until its report has arrived.
 *
 * @param folder the working space of the pass
 */
record VariantTask(
    ImageCollection collection,
    Decoder decoder,
    Store store,
    List<VectorProducer> producers,
    List<Variant> variants,
    List<FoolingInput> fooling,
    String folder,
    Progress.Counter counter)
    implements Serializable {

  /**
   * The variants of the images of a unit.
   *
   * @param json a {@link Unit} as JSON
   * @return a {@link TaskReport} as JSON
   */
  String images(String json) {
    long start = System.nanoTime();
    Unit unit = Unit.of(json);
    String attempt = attempt();
    List<Operator.Worker> workers =
        variants.stream()
            .map(variant -> variant.operator() == null ? null : variant.operator().open())
            .toList();
    long rejected = 0;
    try (VectorTables tables = new VectorTables(producers, attempt, store);
        PlannedPictures pictures = new PlannedPictures(unit, collection, decoder, store.hadoop())) {
      while (pictures.hasNext()) {
        PlannedImage image = pictures.next();
        try (Picture picture = pictures.decode()) {
          for (int i = 0; i < workers.size(); i++) {
            change(image.imageId(), picture, variants.get(i).name(), workers.get(i), tables);
          }
        } catch (RejectedException e) {
          rejected++;
          counter.rejected();
          for (Variant variant : variants) {
            tables.fail(
                image.imageId(), variant.name(), e.reason().label() + ": " + e.getMessage());
          }
        }
        counter.image();
      }
      return Json.line(
          new TaskReport(
              attempt,
              tables.finish(),
              unit.rows(),
              unit.rows() - rejected,
              rejected,
              pictures.bytesRead(),
              (System.nanoTime() - start) / 1e9));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (Operator.Worker worker : workers) {
        if (worker != null) {
          worker.close();
        }
      }
    }
  }

  /**
   * Pictures that are none of the collection.
   *
   * @param places in the list of them
   * @return a {@link TaskReport} as JSON
   */
  Iterator<String> fooling(Iterator<Integer> places) {
    long start = System.nanoTime();
    String attempt = attempt();
    Sha256 sha256 = new Sha256();
    try (VectorTables tables = new VectorTables(producers, attempt, store)) {
      while (places.hasNext()) {
        FoolingInput input = fooling.get(places.next());
        String imageId = sha256.of(input.name().getBytes(StandardCharsets.UTF_8));
        try (Picture picture = input.picture()) {
          tables.accept(imageId, input.name(), picture);
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      TaskReport report = new TaskReport(attempt, tables.finish(), 0, 0, 0, 0, seconds);
      return List.of(Json.line(report)).iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String attempt() {
    return folder + "/" + TaskContext.getPartitionId() + "-" + TaskContext.get().taskAttemptId();
  }

  private static void change(
      String imageId, Picture picture, String name, Operator.Worker worker, VectorTables tables)
      throws IOException {
    if (worker == null) {
      tables.accept(imageId, name, picture);
      return;
    }
    Picture changed;
    try {
      changed = worker.apply(picture, Seed.of(imageId));
    } catch (RuntimeException e) {
      tables.fail(imageId, name, ProducerWorker.message(e));
      return;
    }
    try (changed) {
      tables.accept(imageId, name, changed);
    }
  }
}
