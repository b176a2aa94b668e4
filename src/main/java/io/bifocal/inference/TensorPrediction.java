package io.bifocal.inference;

import java.util.List;

/**
 * What a {@link TensorNetwork} gave for one input.
 *
 * @param outputs in the network's order; none after a failure
 * @param error what went wrong, or null
 */
public record TensorPrediction(List<TensorOutput> outputs, String error) {

  public TensorPrediction {
    outputs = List.copyOf(outputs);
  }

  static TensorPrediction failed(String error) {
    return new TensorPrediction(List.of(), error);
  }
}
