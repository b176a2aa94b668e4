package io.bifocal.feature;

import java.util.Random;

/** Vocabularies made for tests. */
final class Vocabularies {
  private Vocabularies() {}

  /** Words drawn at random, about where descriptors are. */
  static Vocabulary random(VocabularyRecipe recipe, long seed) {
    Random random = new Random(seed);
    int length = recipe.detector().length();
    int values = recipe.wordLength();
    double range = recipe.detector() == LocalDetector.SIFT ? recipe.rooted() ? 0.2 : 60 : 1;
    boolean projected = recipe.components() > 0;
    float[] mean = uniform(random, projected ? length : 0, 0, range);
    float[][] projection = new float[recipe.components()][];
    for (int c = 0; c < projection.length; c++) {
      projection[c] = uniform(random, length, -1 / Math.sqrt(length), 1 / Math.sqrt(length));
    }
    boolean mixture = recipe.codebook() == Codebook.MIXTURE;
    float[][] centers = new float[recipe.words()][];
    float[][] variances = new float[mixture ? recipe.words() : 0][];
    float[] weights = uniform(random, mixture ? recipe.words() : 0, 1, 2);
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    for (int k = 0; k < centers.length; k++) {
      centers[k] = uniform(random, values, projected ? -range / 2 : 0, range);
      if (mixture) {
        variances[k] = uniform(random, values, range * range / 2, range * range * 2);
        weights[k] /= (float) total;
      }
    }
    return new Vocabulary(mean, projection, centers, weights, variances);
  }

  static float[] uniform(Random random, int length, double least, double most) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (least + (most - least) * random.nextDouble());
    }
    return values;
  }
}
