package io.bifocal.inference;

import java.io.Serializable;
import java.util.Optional;

/**
 * A measure of how far a prediction is to be trusted, asked for under {@code models[].guards}. It
 * appends a column of 32-bit floats to the table of predictions of its model; {@link Temperature}
 * instead mends the scores.
 */
public sealed interface Guard extends Serializable
    permits Entropy, Margin, Energy, Mahalanobis, NearestNeighbours, Disagreement, Temperature {

  /** What of a prediction it is made of. */
  GuardInput input();

  /** What it has to be told of the collection before; {@code fit} learns it. */
  default Optional<GuardFit> learns() {
    return Optional.empty();
  }

  /**
   * Opens it for one task; empty if it adds no column.
   *
   * @param fitted what {@code fit} learnt for this model
   */
  Optional<GuardMeter> open(FittedGuards fitted);
}
