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
    this.values = input.values();
    this.preprocessor = new Preprocessor(input);
    this.forward = forward;
    this.heads = heads;
    this.memory = new FloatPointer((long) batchSize * values);
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
              ? predict(tensors.slice(i * values, values), prepared.placement())
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
          preprocessor.write(picture, memory.getPointer((long) waiting.size() * values)), null);
    } catch (RuntimeException e) {
      return new Prepared(
          null, "the picture cannot be brought to the network's input: " + Reasons.of(e));
    }
  }

  private Prediction predict(FloatBuffer tensor, Placement placement) {
    try {
      return forward.run(tensor, 1, outputs -> heads.read(outputs, placement)).get(0);
    } catch (UnusableOutputException e) {
      return Prediction.failed(e.getMessage());
    } catch (TranslateException | RuntimeException e) {
      return Prediction.failed("the network failed: " + Reasons.of(e));
    }
  }
}
