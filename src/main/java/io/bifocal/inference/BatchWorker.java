package io.bifocal.inference;

import ai.djl.translate.TranslateException;
import io.bifocal.image.Picture;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final Head head;
  private final FloatPointer memory;
  private final FloatBuffer tensors;

  /** For each picture in the batch what kept it from being prepared, if anything did. */
  private final List<Optional<String>> waiting = new ArrayList<>();

  BatchWorker(ModelInput input, int batchSize, Forward forward, Head head) {
    this.batchSize = batchSize;
    this.values = input.values();
    this.preprocessor = new Preprocessor(input);
    this.forward = forward;
    this.head = head;
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
      FloatBuffer tensor = tensors.slice(i * values, values);
      result.add(waiting.get(i).map(Prediction::failed).orElseGet(() -> predict(tensor)));
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

  private Optional<String> prepare(Picture picture) {
    try {
      preprocessor.write(picture, memory.getPointer((long) waiting.size() * values));
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of("the picture cannot be brought to the network's input: " + Reasons.of(e));
    }
  }

  private Prediction predict(FloatBuffer tensor) {
    try {
      return forward.run(tensor, head::read);
    } catch (TranslateException | RuntimeException e) {
      return Prediction.failed("the network failed: " + Reasons.of(e));
    }
  }
}
