package io.bifocal.inference;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One task's way through a {@link TensorNetwork}; owns native memory until closed. Not for use by
 * several threads at once.
 */
public final class TensorWorker implements AutoCloseable {
  private final NDManager manager;
  private final Predictor<NDList, NDList> predictor;
  private final TensorNetwork network;
  private final int batchSize;
  private final List<Checked> waiting = new ArrayList<>();
  private FloatPointer memory = new FloatPointer(0);

  /**
   * An input that was looked at.
   *
   * @param shape without the side of the batch, null if it is no input
   * @param error why it is none, or null
   */
  private record Checked(List<Integer> shape, TensorInput input, String error) {}

  TensorWorker(Model model, TensorNetwork network, int batchSize) {
    this.manager = model.getNDManager();
    this.predictor = model.newPredictor(new NoopTranslator());
    this.network = network;
    this.batchSize = batchSize;
  }

  /** Adds an input to those that {@link #run} takes. */
  public void add(TensorInput input) {
    try {
      waiting.add(new Checked(network.shape(input), input, null));
    } catch (IllegalArgumentException e) {
      waiting.add(new Checked(null, input, e.getMessage()));
    }
  }

  /**
   * Runs all that were added since the last time, neighbours of one shape together.
   *
   * @return a prediction for each input in the order in which they were added; what fails has its
   *     error in it, and nothing else fails for it
   */
  public List<TensorPrediction> run() {
    List<TensorPrediction> result = new ArrayList<>(waiting.size());
    int start = 0;
    while (start < waiting.size()) {
      int end = start + 1;
      while (end < waiting.size()
          && end - start < batchSize
          && waiting.get(start).error() == null
          && waiting.get(start).shape().equals(waiting.get(end).shape())) {
        end++;
      }
      result.addAll(predict(waiting.subList(start, end)));
      start = end;
    }
    waiting.clear();
    return result;
  }

  @Override
  public void close() {
    predictor.close();
    memory.close();
  }

  private List<TensorPrediction> predict(List<Checked> inputs) {
    if (inputs.get(0).error() != null) {
      return List.of(TensorPrediction.failed(inputs.get(0).error()));
    }
    try {
      return forward(inputs);
    } catch (TranslateException | RuntimeException e) {
      return inputs.size() == 1
          ? List.of(TensorPrediction.failed("the network failed: " + Reasons.of(e)))
          : inputs.stream().flatMap(one -> predict(List.of(one)).stream()).toList();
    }
  }

  private List<TensorPrediction> forward(List<Checked> inputs) throws TranslateException {
    int count = inputs.size();
    Shape one = new Shape(inputs.get(0).shape().stream().mapToLong(Integer::longValue).toArray());
    try (NDManager scope = manager.newSubManager()) {
      NDArray input =
          scope.create(together(inputs), new Shape(count).addAll(one), DataType.FLOAT32);
      input.setName(network.inputName());
      List<List<TensorOutput>> outputs = new ArrayList<>();
      inputs.forEach(unused -> outputs.add(new ArrayList<>()));
      for (NDArray output : predictor.predict(new NDList(input))) {
        String name =
            output.getName() == null ? String.valueOf(outputs.get(0).size()) : output.getName();
        read(name, output, outputs);
      }
      return outputs.stream().map(all -> new TensorPrediction(all, null)).toList();
    }
  }

  private FloatBuffer together(List<Checked> inputs) {
    int values = inputs.get(0).input().values().length;
    long all = Math.multiplyExact(values, inputs.size());
    if (memory.capacity() < all) {
      memory.close();
      memory = new FloatPointer(all);
    }
    FloatBuffer buffer = memory.asBuffer();
    inputs.forEach(one -> buffer.put(one.input().values()));
    return buffer.flip();
  }

  private static void read(String name, NDArray output, List<List<TensorOutput>> outputs) {
    int count = outputs.size();
    long[] sides = output.getShape().getShape();
    boolean batched = sides.length > 0 && sides[0] == count;
    if (!batched && count > 1) {
      throw new UnusableOutputException("the output '" + name + "' is not one of a batch");
    }
    FloatBuffer values = Floats.of(output);
    int size = values.limit() / count;
    List<Integer> shape =
        Arrays.stream(sides).skip(batched ? 1 : 0).mapToObj(Math::toIntExact).toList();
    for (int i = 0; i < count; i++) {
      float[] own = new float[size];
      values.get(i * size, own);
      outputs.get(i).add(new TensorOutput(name, shape, own));
    }
  }
}
