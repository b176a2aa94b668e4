package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a network gave for one picture.
 *
 * @param tensors in the network's order
 */
record Outputs(List<Tensor> tensors) {

  /**
   * The mean of what a network gave for several views of a picture, value by value.
   *
   * @param views all of the same network, at least one
   */
  static Outputs average(List<Outputs> views) {
    List<Tensor> means = new ArrayList<>();
    for (int i = 0; i < views.get(0).tensors().size(); i++) {
      int place = i;
      means.add(mean(views.stream().map(view -> view.tensors().get(place)).toList()));
    }
    return new Outputs(means);
  }

  /** The same outputs, valid for ever. */
  Outputs copy() {
    return average(List.of(this));
  }

  private static Tensor mean(List<Tensor> views) {
    Tensor first = views.get(0);
    double[] sums = new double[first.size()];
    for (Tensor view : views) {
      if (view.size() != sums.length) {
        throw new UnusableOutputException(
            "the output '" + view.name() + "' has another shape for another view of the picture");
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += view.values().get(i);
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / views.size());
    }
    return new Tensor(first.name(), first.shape(), FloatBuffer.wrap(means));
  }

  /** The output {@code name}, if the network has it. */
  Optional<Tensor> find(String name) {
    return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
  }

  /** The output {@code name}, which the network is known to have. */
  Tensor get(String name) {
    return find(name).orElseThrow();
  }

  /**
   * The output that the card names, for a head that checks it once.
   *
   * @param key the card's key that names it
   * @throws UserError if the network has none of that name
   */
  Tensor named(String key, String name) {
    return find(name)
        .orElseThrow(
            () ->
                new UserError(
                    key + " = '" + name + "' is no output of the network; it has " + tensors));
  }

  /**
   * The output that the card names, if it holds one vector a picture.
   *
   * @param key the card's key that names it
   * @throws UserError if there is no such output, or another shape
   */
  Tensor vector(String key, String name) {
    Tensor tensor = named(key, name);
    long longSides = tensor.shape().stream().filter(side -> side != 1).count();
    if (tensor.shape().isEmpty() || longSides > 1 || tensor.size() == 0) {
      throw new UserError(
          key
              + " = '"
              + name
              + "' has the shape "
              + tensor.toString().substring(name.length() + 1)
              + " for one picture, not (1, n); name an output with one vector a picture: "
              + tensors);
    }
    return tensor;
  }
}
