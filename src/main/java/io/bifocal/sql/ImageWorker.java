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
  /** Rows without a picture are not collected without end while the network waits for pictures. */
  private static final int MOST_REJECTIONS = 64;

  private final PictureSource pictures;
  private final Network.Worker worker;
  private final Reading reading;

  /** Why each row's picture did not go to the network, null where it did. */
  private final List<String> rejections = new ArrayList<>();

  private int rejected;

  ImageWorker(PictureSource pictures, Network.Worker worker, Reading reading) {
    this.pictures = pictures;
    this.worker = worker;
    this.reading = reading;
  }

  @Override
  public boolean add(Row row) {
    try (Picture picture = pictures.open(row)) {
      rejections.add(null);
      return worker.add(picture);
    } catch (RejectedException e) {
      rejections.add(e.reason().label() + ": " + e.getMessage());
      rejected++;
      return rejected == MOST_REJECTIONS;
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
    rejected = 0;
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
