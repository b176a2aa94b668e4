package io.bifocal.inference;

import ai.djl.translate.TranslateException;
import io.bifocal.image.Picture;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/** Collects pictures in one native buffer and sends them through the network. */
final class BatchWorker implements Network.Worker {
  private final BatchTuner tuner;
  private final Preprocessor preprocessor;
  private final Forward forward;
  private final Heads heads;

  /** Values of all views of a picture. */
  private final int values;

  private FloatPointer memory;
  private FloatBuffer tensors;
  private int size;

  private final List<Prepared> waiting = new ArrayList<>();

  /** Where the pictures stand that could be prepared; their tensors lie without gaps. */
  private final List<Placement> placements = new ArrayList<>();

  /**
   * A picture that waits.
   *
   * @param slot its place among the tensors
   * @param error what kept it from being prepared, null otherwise
   */
  private record Prepared(int slot, String error) {}

  BatchWorker(ModelInput input, BatchTuner tuner, Forward forward, Heads heads) {
    this.tuner = tuner;
    this.preprocessor = new Preprocessor(input);
    this.values = preprocessor.views() * input.values();
    this.forward = forward;
    this.heads = heads;
    resize();
  }

  @Override
  public boolean add(Picture picture) {
    if (waiting.size() == size) {
      throw new IllegalStateException("the batch of " + size + " is full; run it first");
    }
    try {
      int slot = placements.size();
      placements.add(preprocessor.write(picture, memory.getPointer((long) slot * values)));
      waiting.add(new Prepared(slot, null));
    } catch (RuntimeException e) {
      waiting.add(new Prepared(-1, notPrepared(e)));
    }
    return waiting.size() == size;
  }

  @Override
  public List<Prediction> run() {
    List<Prediction> predictions = new ArrayList<>(placements.size());
    while (predictions.size() < placements.size()) {
      int from = predictions.size();
      int left = placements.size() - from;
      if (left == size && tuner.wants(size)) {
        predictions.addAll(compare(from, size));
      } else {
        predictions.addAll(predict(from, tuner.verified(left)));
      }
    }
    List<Prediction> result = new ArrayList<>(waiting.size());
    for (Prepared prepared : waiting) {
      result.add(
          prepared.error() == null
              ? predictions.get(prepared.slot())
              : Prediction.failed(prepared.error()));
    }
    waiting.clear();
    placements.clear();
    resize();
    return result;
  }

  @Override
  public void close() {
    forward.close();
    preprocessor.close();
    memory.close();
  }

  /** Only while nothing waits. */
  private void resize() {
    int wanted = tuner.size();
    if (wanted == size) {
      return;
    }
    if (memory != null) {
      memory.close();
    }
    size = wanted;
    memory = new FloatPointer((long) size * values);
    tensors = memory.asBuffer();
  }

  private List<Prediction> predict(int from, int count) {
    long start = System.nanoTime();
    try {
      List<Prediction> predictions =
          preprocessor.views() == 1
              ? forward.run(
                  tensors(from, count),
                  count,
                  (place, outputs) -> heads.read(outputs, placements.get(from + place)))
              : read(from, outputs(from, count));
      tuner.took(count, System.nanoTime() - start);
      return predictions;
    } catch (TranslateException | RuntimeException e) {
      return count == 1 ? List.of(failed(e)) : oneByOne(from, count);
    }
  }

  /** A failure of one picture stays its own. */
  private List<Prediction> oneByOne(int from, int count) {
    List<Prediction> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.addAll(predict(from + i, 1));
    }
    return result;
  }

  /** What the row of a picture says that could not be prepared. */
  static String notPrepared(RuntimeException e) {
    return "the picture cannot be brought to the network's input: " + Reasons.of(e);
  }

  /** What becomes of a picture that the network fails on. */
  static Prediction failed(Exception e) {
    return Prediction.failed(
        e instanceof UnusableOutputException
            ? e.getMessage()
            : "the network failed: " + Reasons.of(e));
  }

  /** Whatever the comparison gives, the predictions are those of the pictures one by one. */
  private List<Prediction> compare(int from, int count) {
    List<Outputs> alone = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        alone.addAll(outputs(from + i, 1));
      }
    } catch (TranslateException | RuntimeException e) {
      // This batch is no measure; another one will be.
      return oneByOne(from, count);
    }
    boolean same;
    try {
      same = same(alone, outputs(from, count));
    } catch (TranslateException | RuntimeException e) {
      same = false;
    }
    tuner.compared(count, same ? BatchTuner.Comparison.SAME : BatchTuner.Comparison.DIFFERENT);
    return read(from, alone);
  }

  private List<Prediction> read(int from, List<Outputs> all) {
    List<Prediction> result = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      result.add(heads.read(all.get(i), placements.get(from + i)));
    }
    return result;
  }

  private List<Outputs> outputs(int from, int count) throws TranslateException {
    return forward.outputs(tensors(from, count), count, preprocessor.views());
  }

  private static boolean same(List<Outputs> alone, List<Outputs> together) {
    for (int i = 0; i < alone.size(); i++) {
      for (int output = 0; output < alone.get(i).tensors().size(); output++) {
        if (!Arrays.equals(
            alone.get(i).tensors().get(output).toArray(),
            together.get(i).tensors().get(output).toArray())) {
          return false;
        }
      }
    }
    return true;
  }

  private FloatBuffer tensors(int from, int count) {
    return tensors.slice(from * values, count * values);
  }
}
