package io.bifocal.analysis.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;

/**
 * The priors of unlabelled rows, told from how often each class was predicted among them and how
 * often, in held-out labelled rows, each class was taken for each: of all priors those that give
 * the predicted shares. The classifier need not be calibrated; only the frequencies of classes may
 * have changed, not their looks.
 *
 * <p>Z. C. Lipton, Y.-X. Wang, A. Smola: Detecting and correcting for label shift with black box
 * predictors. ICML 2018, arXiv 1802.03916. Their weights are these priors divided by those of the
 * held-out rows. The system is solved by least squares of smallest norm, so that classes that are
 * never told apart share their rows; what is below 0 becomes 0, and the rest is divided by its sum.
 */
public final class BlackBoxShift {
  /** Leaves the solution to nine digits where there is one, and of many picks the smallest. */
  private static final double RIDGE = 1e-6;

  private BlackBoxShift() {}

  /**
   * Estimates the priors.
   *
   * @param heldOut of labelled rows that the classifier was not trained on
   * @param predicted how often each class was predicted among the unlabelled rows, not all 0
   * @param seed of the bootstrap, which draws both the held-out rows of each class and the
   *     unlabelled rows again
   * @return for each class its prior with the interval of 95 %; 0 to 0 for a class without held-out
   *     rows, and NaN for all where no predicted class was ever predicted among the held-out rows
   * @throws IllegalArgumentException if the numbers of classes differ, or there are no rows
   */
  public static List<Estimate> estimate(ConfusionMatrix heldOut, long[] predicted, long seed) {
    int classes = heldOut.classes();
    if (predicted.length != classes || heldOut.rows() == 0) {
      throw new IllegalArgumentException(
          predicted.length + " classes; " + heldOut.rows() + " rows of " + classes);
    }
    double[] priors = solve(heldOut, Priors.of(predicted));
    SplittableRandom random = new SplittableRandom(seed);
    double[][] replicates = new double[classes][Bootstrap.REPLICATES];
    for (int i = 0; i < Bootstrap.REPLICATES; i++) {
      double[] shares = Priors.of(Bootstrap.draw(predicted, random));
      double[] replicate = solve(drawn(heldOut, random), shares);
      for (int k = 0; k < classes; k++) {
        replicates[k][i] = replicate[k];
      }
    }
    return IntStream.range(0, classes)
        .mapToObj(k -> Bootstrap.interval(priors[k], replicates[k]))
        .toList();
  }

  private static ConfusionMatrix drawn(ConfusionMatrix matrix, SplittableRandom random) {
    long[][] counts = new long[matrix.classes()][];
    for (int k = 0; k < counts.length; k++) {
      counts[k] = Bootstrap.draw(row(matrix, k), random);
    }
    return ConfusionMatrix.of(counts);
  }

  private static long[] row(ConfusionMatrix matrix, int label) {
    return IntStream.range(0, matrix.classes())
        .mapToLong(predicted -> matrix.count(label, predicted))
        .toArray();
  }

  private static double[] solve(ConfusionMatrix matrix, double[] shares) {
    int[] labels = IntStream.range(0, shares.length).filter(k -> matrix.labelled(k) > 0).toArray();
    double[][] likelihoods = new double[shares.length + labels.length][labels.length];
    for (int j = 0; j < labels.length; j++) {
      double rows = matrix.labelled(labels[j]);
      for (int i = 0; i < shares.length; i++) {
        likelihoods[i][j] = matrix.count(labels[j], i) / rows;
      }
      likelihoods[shares.length + j][j] = RIDGE;
    }
    double[] solution =
        new QRDecomposition(new Array2DRowRealMatrix(likelihoods, false))
            .getSolver()
            .solve(new ArrayRealVector(Arrays.copyOf(shares, likelihoods.length), false))
            .toArray();
    double sum = Arrays.stream(solution).filter(x -> x > 0).sum();
    double[] priors = new double[shares.length];
    for (int j = 0; j < labels.length; j++) {
      priors[labels[j]] = Math.max(0, solution[j]) / sum;
    }
    return priors;
  }
}
