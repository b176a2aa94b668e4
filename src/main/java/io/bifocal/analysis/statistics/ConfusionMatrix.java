package io.bifocal.analysis.statistics;

import java.util.Arrays;

/**
 * How often each class was taken for each class. Every share comes with Wilson's interval of 95 %.
 *
 * <p>Matrices of disjoint rows, such as the folds of a cross-validation, are merged by {@link
 * #plus}.
 */
public final class ConfusionMatrix {
  private final long[][] counts;

  private ConfusionMatrix(long[][] counts) {
    this.counts = counts;
  }

  /**
   * Takes counts, of which it keeps a copy.
   *
   * @param counts classes × classes, at least 0: first the true class, then the predicted one
   * @throws IllegalArgumentException if it is not square, or a count is negative
   */
  public static ConfusionMatrix of(long[][] counts) {
    for (long[] row : counts) {
      if (row.length != counts.length || Arrays.stream(row).anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException("not a matrix of counts: " + Arrays.toString(row));
      }
    }
    return new ConfusionMatrix(Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new));
  }

  /**
   * Counts rows.
   *
   * @param classes at least 1
   * @param labels the class of each row, from 0 to classes − 1
   * @param predicted what it was taken for
   * @throws IllegalArgumentException if there is not one prediction for each label
   */
  public static ConfusionMatrix of(int classes, int[] labels, int[] predicted) {
    if (labels.length != predicted.length) {
      throw new IllegalArgumentException(
          labels.length + " labels, " + predicted.length + " predictions");
    }
    long[][] counts = new long[classes][classes];
    for (int row = 0; row < labels.length; row++) {
      counts[labels[row]][predicted[row]]++;
    }
    return new ConfusionMatrix(counts);
  }

  /** Counts rows, the predicted class being the most probable one. */
  public static ConfusionMatrix of(LabelledProbabilities rows) {
    long[][] counts = new long[rows.classes()][rows.classes()];
    for (int row = 0; row < rows.rows(); row++) {
      counts[rows.label(row)][rows.predicted(row)]++;
    }
    return new ConfusionMatrix(counts);
  }

  /**
   * The matrix of the rows of both.
   *
   * @throws IllegalArgumentException if the other has another number of classes
   */
  public ConfusionMatrix plus(ConfusionMatrix other) {
    if (other.classes() != classes()) {
      throw new IllegalArgumentException(classes() + " classes and " + other.classes());
    }
    long[][] sum = new long[classes()][classes()];
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] = counts[i][j] + other.counts[i][j];
      }
    }
    return new ConfusionMatrix(sum);
  }

  /** How many classes. */
  public int classes() {
    return counts.length;
  }

  /** How often one class was taken for another, or for itself. */
  public long count(int label, int predicted) {
    return counts[label][predicted];
  }

  /** The rows of a class. */
  public long labelled(int label) {
    return Arrays.stream(counts[label]).sum();
  }

  /** How often a class was predicted. */
  public long predicted(int predicted) {
    return Arrays.stream(counts).mapToLong(row -> row[predicted]).sum();
  }

  /** All rows. */
  public long rows() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /** The rows whose class was predicted. */
  public long hits() {
    long hits = 0;
    for (int k = 0; k < counts.length; k++) {
      hits += counts[k][k];
    }
    return hits;
  }

  /** Of the rows of a class, the share that was predicted to be of it; NaN where it has none. */
  public Estimate recall(int label) {
    return BinomialInterval.wilson(counts[label][label], labelled(label));
  }

  /** Of the rows predicted to be of a class, the share that is; NaN where there are none. */
  public Estimate precision(int label) {
    return BinomialInterval.wilson(counts[label][label], predicted(label));
  }

  /**
   * The harmonic mean of precision and recall; NaN where the class neither occurs nor is predicted.
   *
   * <p>It is no share of counted things, but 2s / (1 + s) of one: s, the share of hits among all
   * rows that are of the class or were predicted to be (D. J. Hand, P. Christen, N. Kirielle: F*:
   * an interpretable transformation of the F-measure. Machine Learning 110, 2021, doi
   * 10.1007/s10994-021-05964-1). The interval is that of s, carried over.
   */
  public Estimate f1(int label) {
    long hits = counts[label][label];
    Estimate share = BinomialInterval.wilson(hits, labelled(label) + predicted(label) - hits);
    return new Estimate(fromShare(share.value()), fromShare(share.low()), fromShare(share.high()));
  }

  private static double fromShare(double share) {
    return 2 * share / (1 + share);
  }

  /** The share of hits among all rows. */
  public Estimate accuracy() {
    return BinomialInterval.wilson(hits(), rows());
  }

  /**
   * The mean recall over the classes that occur; its interval is that of {@link WeightedShares}.
   *
   * <p>K. H. Brodersen, C. S. Ong, K. E. Stephan, J. M. Buhmann: The balanced accuracy and its
   * posterior distribution. ICPR 2010, doi 10.1109/ICPR.2010.764.
   */
  public Estimate balancedAccuracy() {
    double[] weights = new double[classes()];
    Arrays.fill(weights, 1);
    return WeightedShares.mean(this, weights);
  }

  /**
   * The mean F1 over the classes that occur or are predicted; NaN without rows.
   *
   * <p>Of the two definitions in use this is the mean of F1 scores, not the F1 of mean precision
   * and mean recall: J. Opitz, S. Burst: Macro F1 and macro F1. 2019, arXiv 1911.03347.
   */
  public double macroF1() {
    double sum = 0;
    int seen = 0;
    for (int k = 0; k < classes(); k++) {
      double f1 = f1(k).value();
      if (!Double.isNaN(f1)) {
        sum += f1;
        seen++;
      }
    }
    return sum / seen;
  }
}
