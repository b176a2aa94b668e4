package io.bifocal.sql;

import io.bifocal.inference.Prediction;
import java.io.Serializable;

/** What a transformer makes of a prediction that did not fail. */
@FunctionalInterface
interface Reading extends Serializable {

  /** A value of the transformer's output type. */
  Object of(Prediction prediction);
}
