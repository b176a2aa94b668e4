package io.bifocal.sql;

import io.bifocal.image.Picture;
import io.bifocal.image.RejectedException;
import io.bifocal.inference.Network;
import io.bifocal.inference.Prediction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** Runs a network over the pictures of rows. */
final class ImageWorker implements RowWorker {
  private final PictureSource pictures;
  private final Network.Worker worker;
  private final Reading reading;

  /** Why each row's picture did not go to the network, null where it did. */
  private final List<String> rejections = new ArrayList<>();

  ImageWorker(PictureSource pictures, Network.Worker worker, Reading reading) {
    this.pictures = pictures;
    this.worker = worker;
    this.reading = reading;
  }

  @Override
  public void add(Row row) {
    try (Picture picture = pictures.open(row)) {
      worker.add(picture);
      rejections.add(null);
    } catch (RejectedException e) {
      rejections.add(e.reason().label() + ": " + e.getMessage());
    }
  }

  @Override
  public List<Appended> run() {
    Iterator<Prediction> predictions = worker.run().iterator();
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

  private Appended appended(Prediction prediction) {
    return prediction.error() == null
        ? new Appended(reading.of(prediction), null)
        : new Appended(null, prediction.error());
  }
}
