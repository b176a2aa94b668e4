package io.bifocal.store;

import java.io.Serializable;
import java.util.List;

/**
 * The columns that a model's table has after those of {@link Tables#PREDICTIONS}, because its
 * configuration asks for them.
 *
 * @param guards names of columns of 32-bit floats
 * @param masks whether there is a last, binary column of masks: a PNG whose pixels are the numbers
 *     of their labels
 */
public record PredictionColumns(List<String> guards, boolean masks) implements Serializable {
  /** None. */
  public static final PredictionColumns NONE = new PredictionColumns(List.of(), false);

  public PredictionColumns {
    guards = List.copyOf(guards);
  }
}
