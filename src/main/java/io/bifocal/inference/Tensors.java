package io.bifocal.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.bifocal.conf.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Finds the outputs that a card names among those of a network. */
final class Tensors {
  private Tensors() {}

  /**
   * The length of the vector that the output {@code name} holds for one picture.
   *
   * @param key the card's key that names it
   * @throws UserError if there is no such output, or none with one vector of 32-bit floats a
   *     picture
   */
  static int length(NDList outputs, String name, String key) {
    NDArray tensor = outputs.stream().filter(named(name)).findAny().orElse(null);
    if (tensor == null) {
      throw new UserError(
          key + " = '" + name + "' is no output of the network; it has " + names(outputs));
    }
    if (tensor.getDataType() != DataType.FLOAT32) {
      throw new UserError(
          key
              + " = '"
              + name
              + "' holds "
              + tensor.getDataType()
              + "; export the network with 32-bit floats");
    }
    Shape shape = tensor.getShape();
    if (!isVector(shape)) {
      throw new UserError(
          key
              + " = '"
              + name
              + "' has the shape "
              + shape
              + " for one picture, not (1, n); name an output with one vector a picture: "
              + names(outputs));
    }
    return Math.toIntExact(shape.size());
  }

  /** The values of the output {@code name}. */
  static float[] values(NDList outputs, String name) {
    return outputs.stream().filter(named(name)).findAny().orElseThrow().toFloatArray();
  }

  private static Predicate<NDArray> named(String name) {
    return tensor -> Objects.equals(tensor.getName(), name);
  }

  private static boolean isVector(Shape shape) {
    long[] sides = shape.getShape();
    long longSides = Arrays.stream(sides).filter(side -> side != 1).count();
    return sides.length >= 2 && sides[0] == 1 && longSides <= 1 && shape.size() > 0;
  }

  private static List<String> names(NDList outputs) {
    return outputs.stream().map(tensor -> tensor.getName() + " " + tensor.getShape()).toList();
  }
}
