package io.bifocal.inference;

import ai.djl.Model;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A network of one input that is given numbers instead of pictures. Its card does not count: what
 * goes in is what it gets, and all its outputs come out.
 */
public final class TensorNetwork implements AutoCloseable {
  private static final int OPEN = -1;

  /** Stands for a card where none is needed. */
  private static final byte[] NO_CARD =
      "task = embedding, input { size = 1 }, outputs { embedding = none }"
          .getBytes(StandardCharsets.UTF_8);

  private final Model model;
  private final String inputName;
  private final long[] sides;

  private TensorNetwork(Model model, String inputName, long[] sides) {
    this.model = model;
    this.inputName = inputName;
    this.sides = sides;
  }

  /**
   * The files of {@code folder}, in which there need not be a card.
   *
   * @param folder what errors call it
   * @param source gives its files
   * @throws UserError if the network is missing or unreadable
   */
  public static ModelFiles files(String folder, ModelFiles.Source source) {
    ModelFiles.Source all = ServingFolder.over(folder, source);
    return ModelFiles.of(
        folder, name -> name.equals(ModelFiles.CARD) ? Optional.of(NO_CARD) : all.read(name));
  }

  /**
   * Loads a network.
   *
   * @param files from {@link #files}
   * @param threads how many threads one operation of the network may use, at least 1
   * @throws UserError if the engine cannot load it, or it declares other inputs than one of 32-bit
   *     floats
   */
  public static TensorNetwork load(ModelFiles files, int threads) {
    Natives.ensureLoaded();
    Model model = ModelLoader.load(files, threads, ComputeDevice.CPU);
    if (files.format() != ModelFormat.ONNX) {
      return new TensorNetwork(model, null, null);
    }
    try {
      OnnxInput input = OnnxInput.of(files);
      return new TensorNetwork(model, input.name(), input.sides());
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Opens a worker for one task.
   *
   * @param batchSize how many inputs of one shape it sends through the network at once, at least 1;
   *     networks that were exported for a batch of one get them one by one
   */
  public TensorWorker open(int batchSize) {
    boolean single = sides != null && sides.length > 0 && sides[0] != OPEN;
    return new TensorWorker(model, this, single ? 1 : batchSize);
  }

  /** Frees the network; its workers have to be closed before. */
  @Override
  public void close() {
    model.close();
  }

  /** The name of its only input, null where the network has no names. */
  String inputName() {
    return inputName;
  }

  /**
   * The shape of one input without the side of the batch.
   *
   * @throws IllegalArgumentException saying why the numbers are no input
   */
  List<Integer> shape(TensorInput input) {
    List<Integer> shape =
        input.shape().map(this::withoutBatch).orElseGet(() -> declared(input.values().length));
    long values = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    if (values != input.values().length || values == 0) {
      throw new IllegalArgumentException(
          input.values().length + " numbers do not fit the input " + described(shape));
    }
    return shape;
  }

  private List<Integer> withoutBatch(List<Integer> given) {
    if (sides != null && given.size() == sides.length - 1) {
      return given;
    }
    if (given.isEmpty() || given.get(0) != 1 || (sides != null && given.size() != sides.length)) {
      throw new IllegalArgumentException(
          "numbers of shape "
              + given
              + (sides == null
                  ? " are not those of one row; its first side has to be 1"
                  : " do not fit the input " + described(null) + "; one row at a time"));
    }
    return given.subList(1, given.size());
  }

  /** What the network says of its input; a single side that it leaves open follows. */
  private List<Integer> declared(int values) {
    if (sides == null) {
      throw new IllegalArgumentException(
          "the network does not say of what shape its input is; give the numbers as .npy, which"
              + " does");
    }
    List<Integer> shape = new ArrayList<>();
    int open = OPEN;
    long known = 1;
    for (int i = 1; i < sides.length; i++) {
      if (sides[i] != OPEN) {
        known *= sides[i];
      } else if (open == OPEN) {
        open = i - 1;
      } else {
        throw new IllegalArgumentException(
            "the network leaves several sides of its input "
                + described(null)
                + " open; give the numbers as .npy, which has their shape");
      }
      shape.add((int) sides[i]);
    }
    if (open != OPEN) {
      shape.set(open, (int) (values / known));
    }
    return shape;
  }

  private String described(List<Integer> shape) {
    String name = inputName == null ? "" : "'" + inputName + "' ";
    return shape == null
        ? name + Arrays.toString(sides).replace("-1", "?")
        : name + "of shape " + shape;
  }
}
