package io.bifocal.pipeline;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Fits a mixture of Gaussians with diagonal covariances by expectation maximisation, beginning at
 * the centres of k-means. Partial sums are added in the order of the partitions, so that the result
 * does not depend on which task ends first.
 */
final class MixtureLearner {
  private static final int MOST_ITERATIONS = 100;

  /** Ends where the mean log-likelihood of a descriptor rises by less. */
  private static final double TOLERANCE = 1e-3;

  /** The least variance, as a share of that of all descriptors. */
  private static final double LEAST_SHARE = 1e-3;

  /** The least variance where all descriptors agree in a value. */
  private static final double LEAST = 1e-9;

  private final JavaRDD<float[]> descriptors;
  private final long count;

  /**
   * @param descriptors many in an array, end to end
   * @param count of them
   */
  MixtureLearner(JavaRDD<float[]> descriptors, long count) {
    this.descriptors = descriptors;
    this.count = count;
  }

  /** What was learnt; the log-likelihood is the mean of a descriptor. */
  record Result(Gaussians mixture, int iterations, double logLikelihood) {}

  /**
   * Fits the mixture.
   *
   * @param centers where its Gaussians begin
   * @param distance mean squared distance of a descriptor to its centre
   */
  Result learn(double[][] centers, double distance) {
    int values = centers[0].length;
    double[] whole = variances(values);
    double[] least = Arrays.stream(whole).map(v -> Math.max(LEAST, LEAST_SHARE * v)).toArray();
    Gaussians mixture = beginning(centers, distance, whole, least);
    double before = Double.NEGATIVE_INFINITY;
    for (int iteration = 1; ; iteration++) {
      double[] sums = sums(mixture);
      double logLikelihood = sums[sums.length - 1] / count;
      if (iteration > MOST_ITERATIONS || logLikelihood - before < TOLERANCE) {
        return new Result(mixture, iteration - 1, logLikelihood);
      }
      before = logLikelihood;
      mixture = mixture.next(sums, least);
    }
  }

  /** The variances of all descriptors. */
  private double[] variances(int values) {
    Gaussians standard = Gaussians.standard(values);
    return standard.next(sums(standard), new double[values]).variances()[0];
  }

  /** Equal weights; variances of what k-means left unexplained, the same for all. */
  private static Gaussians beginning(
      double[][] centers, double distance, double[] whole, double[] least) {
    double total = Arrays.stream(whole).sum();
    double share = total > 0 ? Math.min(1, distance / total) : 1;
    double[] variances = new double[whole.length];
    for (int d = 0; d < variances.length; d++) {
      variances[d] = Math.max(least[d], share * whole[d]);
    }
    double[] weights = new double[centers.length];
    double[][] all = new double[centers.length][];
    Arrays.fill(weights, 1.0 / centers.length);
    Arrays.fill(all, variances);
    return new Gaussians(weights, centers, all);
  }

  private double[] sums(Gaussians mixture) {
    List<double[]> parts =
        descriptors
            .mapPartitions(
                part -> {
                  Gaussians.Statistics statistics = mixture.new Statistics();
                  part.forEachRemaining(statistics::add);
                  return List.of(statistics.sums()).iterator();
                })
            .collect();
    double[] sums = new double[mixture.size() * (1 + 2 * mixture.values()) + 1];
    for (double[] part : parts) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += part[i];
      }
    }
    return sums;
  }
}
