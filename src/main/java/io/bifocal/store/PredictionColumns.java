package io.bifocal.store;

import java.util.List;

/**
 * The columns that a table of predictions has after those that all have, because its model was
 * asked for them.
 *
 * @param guards names of columns of 32-bit floats
 */
public record PredictionColumns(List<String> guards) {
  /** None. */
  public static final PredictionColumns NONE = new PredictionColumns(List.of());

  public PredictionColumns {
    guards = List.copyOf(guards);
  }
}
