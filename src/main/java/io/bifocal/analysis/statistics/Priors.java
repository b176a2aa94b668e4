package io.bifocal.analysis.statistics;

import java.util.Arrays;

/**
 * How frequent each class is: at training, and where the classifier will be used.
 *
 * <p>Priors are one number a class, at least 0, with sum 1 within 0.001.
 */
public final class Priors {
  private static final double TOLERANCE = 1e-3;

  private Priors() {}

  /**
   * The shares of counts.
   *
   * @param counts rows of each class, at least 0, not all 0
   * @throws IllegalArgumentException if there is nothing to count
   */
  public static double[] of(long[] counts) {
    double sum = Arrays.stream(counts).sum();
    if (!(sum > 0)) {
      throw new IllegalArgumentException("no rows");
    }
    return Arrays.stream(counts).mapToDouble(count -> count / sum).toArray();
  }

  /**
   * What a classifier would have said had it been trained under other priors: each probability is
   * multiplied by the ratio of priors, and each row divided by its sum. A class of which training
   * had none gets 0. A row in which nothing is left, because the classifier was sure of a class
   * that deployment does not have, gets the priors of deployment.
   *
   * <p>M. Saerens, P. Latinne, C. Decaestecker: Adjusting the outputs of a classifier to new a
   * priori probabilities. Neural Computation 14, 2002, equation 2.4, doi
   * 10.1162/089976602753284446.
   *
   * @param probabilities rows × classes
   * @param training the priors that the classifier was trained under
   * @param deployment those under which it is to be used
   * @return new arrays
   * @throws IllegalArgumentException if either is not a distribution over the classes
   */
  public static float[][] adjusted(
      float[][] probabilities, double[] training, double[] deployment) {
    check(training, training.length);
    check(deployment, training.length);
    double[] ratios = ratios(training, deployment);
    float[][] adjusted = new float[probabilities.length][];
    for (int row = 0; row < adjusted.length; row++) {
      adjusted[row] = adjusted(probabilities[row], ratios, deployment);
    }
    return adjusted;
  }

  private static float[] adjusted(float[] row, double[] ratios, double[] deployment) {
    double sum = 0;
    for (int k = 0; k < ratios.length; k++) {
      sum += row[k] * ratios[k];
    }
    float[] adjusted = new float[ratios.length];
    for (int k = 0; k < ratios.length; k++) {
      adjusted[k] = (float) (sum > 0 ? row[k] * ratios[k] / sum : deployment[k]);
    }
    return adjusted;
  }

  static double[] ratios(double[] training, double[] deployment) {
    double[] ratios = new double[training.length];
    for (int k = 0; k < ratios.length; k++) {
      ratios[k] = training[k] > 0 ? deployment[k] / training[k] : 0;
    }
    return ratios;
  }

  static void check(double[] priors, int classes) {
    boolean negative = Arrays.stream(priors).anyMatch(prior -> !(prior >= 0));
    double sum = Arrays.stream(priors).sum();
    if (priors.length != classes || negative || !(Math.abs(sum - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "not priors of " + classes + " classes: " + Arrays.toString(priors));
    }
  }
}
