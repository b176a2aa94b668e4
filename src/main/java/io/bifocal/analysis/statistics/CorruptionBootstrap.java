package io.bifocal.analysis.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How sure mean corruption errors are, and differences between them: the percentile bootstrap over
 * test images. What belongs together is drawn together, and every classifier, the baseline too,
 * sees the same draws.
 */
public final class CorruptionBootstrap {
  /** What became of an image: no answer is known. */
  public static final byte UNKNOWN = -1;

  /** What became of an image: the answer is right. */
  public static final byte RIGHT = 0;

  /** What became of an image: the answer is wrong. */
  public static final byte WRONG = 1;

  private final double[] values;
  private final double[][] replicates;

  private CorruptionBootstrap(double[] values, double[][] replicates) {
    this.values = values;
    this.replicates = replicates;
  }

  /**
   * Draws.
   *
   * @param outcomes for each classifier corruptions × severities × images, of {@link #UNKNOWN},
   *     {@link #RIGHT} and {@link #WRONG}
   * @param baseline place of the baseline among them
   * @param units for each image the number of what it is drawn with, from 0 on
   */
  public static CorruptionBootstrap of(
      List<byte[][][]> outcomes, int baseline, int[] units, long seed) {
    int drawn = Arrays.stream(units).max().orElse(-1) + 1;
    double[] values = means(outcomes, baseline, units, Bootstrap.once(drawn));
    double[][] replicates = new double[outcomes.size()][Bootstrap.REPLICATES];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < Bootstrap.REPLICATES; i++) {
      double[] means = means(outcomes, baseline, units, Bootstrap.draw(drawn, random));
      for (int classifier = 0; classifier < means.length; classifier++) {
        replicates[classifier][i] = means[classifier];
      }
    }
    return new CorruptionBootstrap(values, replicates);
  }

  /** The mean corruption error of a classifier, in per cent of the baseline's. */
  public Estimate mean(int classifier) {
    return interval(values[classifier], replicates[classifier]);
  }

  /** That of one classifier less that of another. */
  public Estimate difference(int first, int second) {
    double[] differences = new double[Bootstrap.REPLICATES];
    Arrays.setAll(differences, i -> replicates[first][i] - replicates[second][i]);
    return interval(values[first] - values[second], differences);
  }

  private static Estimate interval(double value, double[] replicates) {
    double[] known = Arrays.stream(replicates).filter(each -> !Double.isNaN(each)).toArray();
    return Double.isNaN(value) || known.length == 0
        ? Estimate.UNKNOWN
        : Bootstrap.interval(value, known);
  }

  private static double[] means(List<byte[][][]> outcomes, int baseline, int[] units, int[] times) {
    List<CorruptionError.Errors> errors =
        outcomes.stream().map(each -> errors(each, units, times)).toList();
    return errors.stream()
        .mapToDouble(each -> CorruptionError.of(each, errors.get(baseline)).mean())
        .toArray();
  }

  private static CorruptionError.Errors errors(byte[][][] outcomes, int[] units, int[] times) {
    double[][] shares = new double[outcomes.length][];
    for (int corruption = 0; corruption < outcomes.length; corruption++) {
      byte[][] severities = outcomes[corruption];
      shares[corruption] = new double[severities.length];
      Arrays.setAll(shares[corruption], severity -> wrongShare(severities[severity], units, times));
    }
    // What was lost against clean images plays no part in the mean.
    return new CorruptionError.Errors(0, shares);
  }

  private static double wrongShare(byte[] outcomes, int[] units, int[] times) {
    long wrong = 0;
    long known = 0;
    for (int image = 0; image < outcomes.length; image++) {
      int weight = times[units[image]];
      known += outcomes[image] == UNKNOWN ? 0 : weight;
      wrong += outcomes[image] == WRONG ? weight : 0;
    }
    return (double) wrong / known;
  }
}
