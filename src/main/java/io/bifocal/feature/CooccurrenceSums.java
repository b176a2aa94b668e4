package io.bifocal.feature;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the statistics of a co-occurrence matrix are made of: histograms of rows, columns,
 * differences and sums of levels, found in one pass over the counts. Counts are whole numbers, so
 * that only the last steps round.
 */
final class CooccurrenceSums {
  private static final double LN_2 = Math.log(2);

  /** Statistics that need the logarithm of every entry. */
  private static final Set<CooccurrenceStatistic> OF_ENTROPY =
      EnumSet.of(
          CooccurrenceStatistic.ENTROPY,
          CooccurrenceStatistic.INFO_MEASURE_1,
          CooccurrenceStatistic.INFO_MEASURE_2);

  /** n log2 n for numbers that are common among counts. */
  private static final double[] N_LOG_N = new double[2048];

  static {
    for (int n = 2; n < N_LOG_N.length; n++) {
      N_LOG_N[n] = n * (Math.log(n) / LN_2);
    }
  }

  private final boolean symmetric;
  private final boolean needsEntropy;
  private final int[] firsts;
  private final int[] seconds;
  private final int[] differences;
  private final int[] totals;
  private int levels;
  private long pairs;
  private long squares;
  private double logarithms;

  CooccurrenceSums(int levels, boolean symmetric, List<CooccurrenceStatistic> statistics) {
    this.symmetric = symmetric;
    needsEntropy = statistics.stream().anyMatch(OF_ENTROPY::contains);
    firsts = new int[levels];
    seconds = new int[levels];
    differences = new int[levels];
    totals = new int[2 * levels - 1];
  }

  /**
   * Takes in the counts of ordered pairs.
   *
   * @param counts levels by levels, row by row
   * @param levels one more than the largest level of the picture
   */
  void compute(int[] counts, int levels) {
    this.levels = levels;
    Arrays.fill(firsts, 0);
    Arrays.fill(seconds, 0);
    Arrays.fill(differences, 0);
    Arrays.fill(totals, 0);
    squares = 0;
    logarithms = 0;
    pairs = 0;
    for (int i = 0; i < levels; i++) {
      int row = i * levels;
      long sum = 0;
      for (int j = 0; j < levels; j++) {
        sum += counts[row + j];
      }
      firsts[i] = (int) sum;
      pairs += sum;
      if (sum > 0) {
        addRow(counts, row, i);
      }
      if (symmetric) {
        addEntriesBothWays(counts, row, i);
      } else if (sum > 0) {
        addEntries(counts, row);
      }
    }
    if (symmetric) {
      for (int i = 0; i < levels; i++) {
        firsts[i] += seconds[i];
        seconds[i] = firsts[i];
      }
    }
  }

  double contrast() {
    double sum = 0;
    for (int k = 0; k < levels; k++) {
      sum += (double) k * k * differences[k];
    }
    return share(sum);
  }

  double dissimilarity() {
    double sum = 0;
    for (int k = 0; k < levels; k++) {
      sum += (double) k * differences[k];
    }
    return share(sum);
  }

  double homogeneity() {
    double sum = 0;
    for (int k = 0; k < levels; k++) {
      sum += differences[k] / (1.0 + k * k);
    }
    return share(sum);
  }

  double secondMoment() {
    double entries = entries();
    return pairs == 0 ? 0 : squares / (entries * entries);
  }

  /**
   * From the variances of sum and difference, which keep their digits where the levels hardly vary.
   */
  double correlation() {
    double spread = Math.sqrt(variance(firsts, levels)) * Math.sqrt(variance(seconds, levels));
    if (spread == 0) {
      return 1;
    }
    double shift = mean(firsts, levels) - mean(seconds, levels);
    return (sumVariance() - (contrast() - shift * shift)) / (4 * spread);
  }

  double rowVariance() {
    return variance(firsts, levels);
  }

  double sumAverage() {
    return mean(totals, 2 * levels - 1);
  }

  double sumVariance() {
    return variance(totals, 2 * levels - 1);
  }

  double sumEntropy() {
    return entropy(totals, 2 * levels - 1);
  }

  double entropy() {
    return pairs == 0 ? 0 : Math.max(0, log2(entries()) - logarithms / entries());
  }

  double differenceVariance() {
    if (pairs == 0) {
      return 0;
    }
    double mean = 1.0 / levels;
    double sum = 0;
    for (int k = 0; k < levels; k++) {
      double deviation = share(differences[k]) - mean;
      sum += deviation * deviation;
    }
    return sum / levels;
  }

  double absoluteDifferenceVariance() {
    return variance(differences, levels);
  }

  double differenceEntropy() {
    return entropy(differences, levels);
  }

  double infoMeasure1() {
    double first = entropy(firsts, levels);
    double second = entropy(seconds, levels);
    double larger = Math.max(first, second);
    return larger == 0 ? 0 : (entropy() - first - second) / larger;
  }

  double infoMeasure2() {
    double excess = entropy(firsts, levels) + entropy(seconds, levels) - entropy();
    return Math.sqrt(Math.max(0, -Math.expm1(-2 * excess)));
  }

  /** The number of entries: a symmetric matrix has each pair twice. */
  private double entries() {
    return symmetric ? 2.0 * pairs : pairs;
  }

  private double share(double count) {
    return pairs == 0 ? 0 : count / pairs;
  }

  private void addRow(int[] counts, int row, int i) {
    for (int j = 0; j < levels; j++) {
      seconds[j] += counts[row + j];
    }
    for (int j = 0; j < levels; j++) {
      totals[i + j] += counts[row + j];
    }
    for (int j = i; j < levels; j++) {
      differences[j - i] += counts[row + j];
    }
    for (int j = 0; j < i; j++) {
      differences[i - j] += counts[row + j];
    }
  }

  private void addEntries(int[] counts, int row) {
    for (int j = 0; j < levels; j++) {
      long count = counts[row + j];
      squares += count * count;
    }
    if (needsEntropy) {
      for (int j = 0; j < levels; j++) {
        logarithms += nLogN(counts[row + j]);
      }
    }
  }

  /** Row i of the counts and their transpose added up, from the diagonal on. */
  private void addEntriesBothWays(int[] counts, int row, int i) {
    long diagonal = 2L * counts[row + i];
    long sum = 0;
    double logarithm = 0;
    for (int j = i + 1; j < levels; j++) {
      int count = counts[row + j] + counts[j * levels + i];
      sum += (long) count * count;
      if (needsEntropy) {
        logarithm += nLogN(count);
      }
    }
    squares += diagonal * diagonal + 2 * sum;
    if (needsEntropy) {
      logarithms += nLogN(diagonal) + 2 * logarithm;
    }
  }

  private static double mean(int[] counts, int length) {
    double sum = 0;
    double total = 0;
    for (int k = 0; k < length; k++) {
      sum += (double) k * counts[k];
      total += counts[k];
    }
    return total == 0 ? 0 : sum / total;
  }

  private static double variance(int[] counts, int length) {
    double mean = mean(counts, length);
    double sum = 0;
    double total = 0;
    for (int k = 0; k < length; k++) {
      sum += (k - mean) * (k - mean) * counts[k];
      total += counts[k];
    }
    return total == 0 ? 0 : sum / total;
  }

  private static double entropy(int[] counts, int length) {
    double sum = 0;
    long total = 0;
    int largest = 0;
    for (int k = 0; k < length; k++) {
      sum += nLogN(counts[k]);
      total += counts[k];
      largest = Math.max(largest, counts[k]);
    }
    return largest == total ? 0 : log2((double) total) - sum / total;
  }

  private static double nLogN(long count) {
    return count < N_LOG_N.length ? N_LOG_N[(int) count] : count * log2((double) count);
  }

  private static double log2(double value) {
    return Math.log(value) / LN_2;
  }
}
