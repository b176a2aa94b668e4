package io.bifocal.pipeline;

import io.bifocal.conf.UserError;
import io.bifocal.feature.Codebook;
import io.bifocal.feature.Vocabulary;
import io.bifocal.feature.VocabularyRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.clustering.KMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.storage.StorageLevel;

/**
 * Learns a vocabulary: k-means is MLlib's; a mixture of Gaussians is {@link MixtureLearner}'s,
 * since MLlib's has full covariances, which cost a hundred times as much and which Fisher vectors
 * do not use.
 */
final class WordLearner {
  /** To be raised whenever the same descriptors would give other words than before. */
  static final int IMPLEMENTATION = 1;

  static final long SEED = 1;

  /** Later ones hardly move any word. */
  private static final int ITERATIONS = 20;

  private final VocabularyNeed need;
  private final VocabularyRecipe recipe;
  private final DescriptorSample sample;

  WordLearner(VocabularyNeed need, DescriptorSample sample) {
    this.need = need;
    this.recipe = need.recipe();
    this.sample = sample;
  }

  /**
   * What was learnt.
   *
   * @param iterations of k-means, or of the mixture
   * @param distance mean squared distance of a descriptor to its nearest centre of k-means
   * @param logLikelihood mean of a descriptor; null without a mixture
   * @param explained share of the variance that principal components keep; null without any
   */
  record Result(
      Vocabulary vocabulary,
      int iterations,
      double distance,
      Double logLikelihood,
      Double explained) {}

  /** Principal axes and the share of the variance that they keep. */
  private record Axes(Vocabulary vocabulary, Double explained) {}

  /**
   * Learns the words.
   *
   * @throws UserError if there are fewer descriptors than words, or if too many are the same
   */
  Result learn() {
    if (sample.count() < recipe.words()) {
      throw new UserError(
          need.name()
              + ": the pictures have "
              + sample.count()
              + " descriptors, fewer than its "
              + recipe.words()
              + " words; lower words, or raise input.size, --images or --descriptors");
    }
    Axes axes = axes();
    JavaRDD<float[]> descriptors =
        sample.projected(recipe, axes.vocabulary()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return learn(descriptors, axes);
    } finally {
      descriptors.unpersist(false);
    }
  }

  private Result learn(JavaRDD<float[]> descriptors, Axes axes) {
    KMeansModel clusters =
        new KMeans()
            .setK(recipe.words())
            .setSeed(SEED)
            .setMaxIterations(ITERATIONS)
            .run(vectors(descriptors, recipe.wordLength()).rdd());
    double[][] centers =
        Stream.of(clusters.clusterCenters()).map(Vector::toArray).toArray(double[][]::new);
    if (centers.length < recipe.words()) {
      throw new UserError(
          need.name()
              + ": the descriptors fall into "
              + centers.length
              + " groups, fewer than its "
              + recipe.words()
              + " words; lower words, or raise --images or --descriptors");
    }
    double distance = clusters.trainingCost() / sample.count();
    if (recipe.codebook() == Codebook.CENTERS) {
      Vocabulary vocabulary = vocabulary(axes, centers, new float[0], new float[0][]);
      return new Result(vocabulary, clusters.numIter(), distance, null, axes.explained());
    }
    MixtureLearner.Result mixture =
        new MixtureLearner(descriptors, sample.count()).learn(centers, distance);
    Gaussians gaussians = mixture.mixture();
    return new Result(
        vocabulary(
            axes, gaussians.means(), floats(gaussians.weights()), floats(gaussians.variances())),
        mixture.iterations(),
        distance,
        mixture.logLikelihood(),
        axes.explained());
  }

  private static Vocabulary vocabulary(
      Axes axes, double[][] centers, float[] weights, float[][] variances) {
    return new Vocabulary(
        axes.vocabulary().mean(),
        axes.vocabulary().projection(),
        floats(centers),
        weights,
        variances);
  }

  private Axes axes() {
    Vocabulary none = Vocabulary.wordless(new float[0], new float[0][]);
    if (recipe.components() == 0) {
      return new Axes(none, null);
    }
    PrincipalComponents components =
        PrincipalComponents.learn(
            sample.projected(recipe, none), recipe.detector().length(), recipe.components());
    return new Axes(
        Vocabulary.wordless(components.mean(), components.axes()), components.explained());
  }

  private static JavaRDD<Vector> vectors(JavaRDD<float[]> descriptors, int values) {
    return descriptors.flatMap(
        many -> {
          List<Vector> vectors = new ArrayList<>(many.length / values);
          for (int from = 0; from < many.length; from += values) {
            double[] one = new double[values];
            for (int d = 0; d < values; d++) {
              one[d] = many[from + d];
            }
            vectors.add(Vectors.dense(one));
          }
          return vectors.iterator();
        });
  }

  private static float[][] floats(double[][] rows) {
    return Stream.of(rows).map(WordLearner::floats).toArray(float[][]::new);
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
