package io.bifocal.inference;

import ai.djl.translate.TranslateException;
import io.bifocal.image.Picture;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Collects pictures in one native buffer and sends them through the network one after the other.
 *
 * <p>Not all at once: an engine is free to compute other batch sizes in another order, so that a
 * picture's last bits could depend on its company, and the store promises the same bytes for any
 * partitioning. On a CPU this costs nothing, the failure of one picture stays its own, and networks
 * that were exported for a batch of one run as well.
 */
final class BatchWorker implements Network.Worker {
  private final int batchSize;
  private final int values;
  private final Preprocessor preprocessor;
  private final Forward forward;
  private final Heads heads;
  private final FloatPointer memory;
  private final FloatBuffer tensors;

  private final List<Prepared> waiting = new ArrayList<>();

  /**
   * A picture in the batch.
   *
   * @param placement where it stands in the input, null if it could not be prepared
   * @param error what kept it from being prepared, null otherwise
   */
  private record Prepared(Placement placement, String error) {}

  BatchWorker(ModelInput input, int batchSize, Forward forward, Heads heads) {
    this.batchSize = batchSize;
    this.preprocessor = new Preprocessor(input);
    this.values = input.values();
    this.forward = forward;
    this.heads = heads;
    this.memory = new FloatPointer((long) batchSize * preprocessor.views() * values);
    this.tensors = memory.asBuffer();
  }

  @Override
  public boolean add(Picture picture) {
    if (waiting.size() == batchSize) {
      throw new IllegalStateException("the batch of " + batchSize + " is full; run it first");
    }
    waiting.add(prepare(picture));
    return waiting.size() == batchSize;
  }

  @Override
  public List<Prediction> run() {
    List<Prediction> result = new ArrayList<>(waiting.size());
    for (int i = 0; i < waiting.size(); i++) {
      Prepared prepared = waiting.get(i);
      result.add(
          prepared.error() == null
              ? predict(i, prepared.placement())
              : Prediction.failed(prepared.error()));
    }
    waiting.clear();
    return result;
  }

  @Override
  public void close() {
    forward.close();
    preprocessor.close();
    memory.close();
  }

  private Prepared prepare(Picture picture) {
    try {
      return new Prepared(
          preprocessor.write(
              picture, memory.getPointer((long) waiting.size() * preprocessor.views() * values)),
          null);
    } catch (RuntimeException e) {
      return new Prepared(
          null, "the picture cannot be brought to the network's input: " + Reasons.of(e));
    }
  }

  private Prediction predict(int place, Placement placement) {
    int views = preprocessor.views();
    try {
      if (views == 1) {
        return forward.run(tensor(place), 1, outputs -> heads.read(outputs, placement)).get(0);
      }
      List<Outputs> all = new ArrayList<>(views);
      for (int view = 0; view < views; view++) {
        all.addAll(forward.run(tensor(place * views + view), 1, Outputs::copy));
      }
      return heads.read(Outputs.average(all), placement);
    } catch (UnusableOutputException e) {
      return Prediction.failed(e.getMessage());
    } catch (TranslateException | RuntimeException e) {
      return Prediction.failed("the network failed: " + Reasons.of(e));
    }
  }

  private FloatBuffer tensor(int place) {
    return tensors.slice(place * values, values);
  }
}
