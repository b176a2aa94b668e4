package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.inference.Prediction;
import io.bifocal.inference.VectorClassifier;
import io.bifocal.store.PredictionRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * A classifier of vectors in one task, which makes the vectors itself: writes its rows in the order
 * of the pictures.
 */
final class ClassifierWorker extends ProducerWorker<PredictionRow> {
  private final List<? extends VectorSource> parts;
  private final int[] lengths;
  private final VectorClassifier classifier;
  private final Queue<Waiting> waiting = new ArrayDeque<>();

  /** A picture of which a part may still have to make its vector. */
  private static final class Waiting {
    private final String imageId;
    private final float[] values;
    private int missing;
    private String error;
    private long micros;

    Waiting(String imageId, int length, int parts) {
      this.imageId = imageId;
      this.values = new float[length];
      this.missing = parts;
    }

    void take(float[] vector, String failure, int start) {
      missing--;
      if (failure == null) {
        System.arraycopy(vector, 0, values, start, vector.length);
      } else if (error == null) {
        error = failure;
      }
    }
  }

  /**
   * @param lengths of the vectors of each part
   */
  ClassifierWorker(
      List<? extends VectorSource> parts,
      int[] lengths,
      VectorClassifier classifier,
      TableWriter<PredictionRow> writer) {
    super(writer);
    this.parts = parts;
    this.lengths = lengths;
    this.classifier = classifier;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    Waiting next = new Waiting(imageId, classifier.length(), lengths.length);
    waiting.add(next);
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      int offset = at;
      parts.get(i).accept(imageId, picture, (vector, error) -> next.take(vector, error, offset));
      at += lengths[i];
    }
    next.micros = CpuClock.micros() - start;
    writeComplete();
  }

  @Override
  void flush() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    long start = CpuClock.micros();
    for (VectorSource part : parts) {
      part.flush();
    }
    long each = (CpuClock.micros() - start) / waiting.size();
    waiting.forEach(picture -> picture.micros += each);
    writeComplete();
  }

  private void writeComplete() throws IOException {
    while (!waiting.isEmpty() && waiting.peek().missing == 0) {
      Waiting picture = waiting.remove();
      Prediction prediction =
          picture.error == null
              ? classifier.classify(picture.values)
              : Prediction.failed(picture.error);
      write(
          new PredictionRow(picture.imageId, prediction, null, null, picture.micros),
          picture.error,
          picture.micros);
    }
  }

  @Override
  public void close() {
    parts.forEach(VectorSource::close);
  }
}
