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
import java.util.List;

/** One task's way through a network. Not for use by several threads at once. */
final class Forward implements ForwardPass {
  private final NDManager manager;
  private final Predictor<NDList, NDList> predictor;
  private final String name;
  private final Shape picture;
  private final List<String> boxes;

  Forward(Model model, String name, ModelCard card) {
    ModelInput input = card.input();
    this.manager = model.getNDManager();
    this.predictor = model.newPredictor(new NoopTranslator());
    this.name = name;
    this.boxes = card.outputs().boxes();
    int channels = input.channels().count();
    this.picture =
        switch (input.layout()) {
          case NCHW -> new Shape(channels, input.height(), input.width());
          case NHWC -> new Shape(input.height(), input.width(), channels);
        };
  }

  @Override
  public <T> List<T> run(FloatBuffer tensors, int count, Reader<T> reader)
      throws TranslateException {
    try (NDManager scope = manager.newSubManager()) {
      Shape shape = new Shape(count).addAll(picture);
      NDArray input = scope.create(tensors, shape, DataType.FLOAT32);
      input.setName(name);
      List<Batched> outputs = read(predictor.predict(new NDList(input)));
      List<T> result = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        int place = i;
        result.add(
            reader.read(
                place,
                new Outputs(
                    outputs.stream().map(output -> tensor(output, place, count)).toList())));
      }
      return result;
    }
  }

  @Override
  public void close() {
    predictor.close();
  }

  /**
   * Boxes have two sides of their own. Without this, n boxes [n, 4] of all pictures together would
   * pass for one box each wherever there happen to be as many as pictures.
   */
  private Tensor tensor(Batched output, int place, int count) {
    return output.of(place, count, boxes.contains(output.name()) ? 2 : 0);
  }

  private static List<Batched> read(NDList outputs) {
    List<Batched> result = new ArrayList<>(outputs.size());
    for (NDArray output : outputs) {
      String name = name(output, result.size());
      result.add(new Batched(name, output.getShape(), Floats.of(output)));
    }
    return result;
  }

  /** What an output is called: by its place where the network gives it no name. */
  static String name(NDArray output, int place) {
    return output.getName() == null ? String.valueOf(place) : output.getName();
  }

  /** An output for all pictures of a batch. */
  private record Batched(String name, Shape shape, FloatBuffer values) {

    /**
     * What is of one picture.
     *
     * @param sides that it has at least, beside that of the batch
     */
    Tensor of(int place, int count, int sides) {
      boolean hasBatch = shape.dimension() > sides && shape.get(0) == count;
      if (!hasBatch && count == 1) {
        // Networks that find so many boxes leave out the side of the batch.
        return new Tensor(name, sides(0), values);
      }
      if (!hasBatch) {
        throw new UnusableOutputException(
            "the output '"
                + name
                + "' has the shape "
                + shape
                + " for "
                + count
                + " pictures; its first side has to be theirs");
      }
      int size = values.limit() / count;
      return new Tensor(name, sides(1), values.slice(place * size, size));
    }

    private List<Integer> sides(int from) {
      List<Integer> sides = new ArrayList<>();
      for (int i = from; i < shape.dimension(); i++) {
        sides.add(Math.toIntExact(shape.get(i)));
      }
      return sides;
    }
  }
}
