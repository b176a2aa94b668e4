package io.bifocal.inference;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * One output of a network for one picture.
 *
 * @param name in the network; its place among the outputs, from 0, where the network has no names
 * @param shape without the side of the batch, row-major; empty for a single number
 * @param values as many as the shape says, whatever type the network gave them; only valid while
 *     the outputs are read
 */
record Tensor(String name, List<Integer> shape, FloatBuffer values) {

  /** Number of values. */
  int size() {
    return values.limit();
  }

  /** A copy of the values. */
  float[] toArray() {
    float[] result = new float[size()];
    values.get(0, result);
    return result;
  }

  /** As in errors: name and shape with one picture in the batch. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append(" (1");
    shape.forEach(side -> text.append(", ").append(side));
    return text.append(')').toString();
  }
}
