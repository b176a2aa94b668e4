package io.bifocal.pipeline;

import io.bifocal.feature.Vocabulary;
import java.io.Serializable;

/**
 * A vocabulary on its way to the executors. A class and not a record, because Kryo, which many
 * clusters serialize with, cannot read records.
 */
final class SharedVocabulary implements Serializable {
  private final float[] mean;
  private final float[][] projection;
  private final float[][] centers;
  private final float[] weights;
  private final float[][] variances;

  SharedVocabulary(Vocabulary vocabulary) {
    mean = vocabulary.mean();
    projection = vocabulary.projection();
    centers = vocabulary.centers();
    weights = vocabulary.weights();
    variances = vocabulary.variances();
  }

  Vocabulary vocabulary() {
    return new Vocabulary(mean, projection, centers, weights, variances);
  }
}
