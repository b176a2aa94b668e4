package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.util.List;
import java.util.Optional;

/**
 * What a network gave for one picture.
 *
 * @param tensors in the network's order
 */
record Outputs(List<Tensor> tensors) {

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
