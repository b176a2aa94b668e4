package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.inference.EncodedImage;
import io.bifocal.inference.InferenceStoppedException;
import io.bifocal.inference.Network;
import io.bifocal.inference.Prediction;
import io.bifocal.preprocess.Preprocessing;
import io.bifocal.store.PictureRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;

/** Makes images of pictures in one task, one at a time. */
final class PictureWorker extends ProducerWorker<PictureRow> {
  private final Preprocessing.Worker preprocessing;
  private final Network.Worker worker;

  PictureWorker(
      Preprocessing.Worker preprocessing, Network.Worker worker, TableWriter<PictureRow> writer) {
    super(writer);
    this.preprocessing = preprocessing;
    this.worker = worker;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    EncodedImage image = null;
    String error;
    try {
      Picture source = preprocessing.apply(picture, Seed.of(imageId));
      worker.add(source);
      Prediction prediction = worker.run().get(0);
      error = prediction.error();
      if (error == null) {
        image = prediction.image().encode(source);
      }
    } catch (InferenceStoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      error = message(e);
    }
    long micros = CpuClock.micros() - start;
    write(new PictureRow(imageId, image, error, micros), error, micros);
  }

  @Override
  void flush() {
    // No row waits.
  }

  @Override
  public void close() {
    preprocessing.close();
    worker.close();
  }
}
