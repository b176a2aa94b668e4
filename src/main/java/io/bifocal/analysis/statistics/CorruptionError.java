package io.bifocal.analysis.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much a classifier errs on corrupted images, in per cent of how much a baseline errs on them:
 * below 100 it stands more than the baseline.
 *
 * <p>Of one corruption it is the sum of errors over severities, divided by the baseline's. The
 * relative one looks at what the corruption adds to the error on clean images, so that a classifier
 * that is good on clean images is not called robust for that alone.
 *
 * <p>D. Hendrycks, T. Dietterich: Benchmarking neural network robustness to common corruptions and
 * perturbations. ICLR 2019, arXiv 1903.12261, section 4.1.
 *
 * @param errors of each corruption; NaN where the baseline does not err at all
 * @param mean over the corruptions whose error is known (mCE); NaN if none is
 * @param relativeErrors of each corruption; NaN where it adds nothing to the baseline's error
 * @param relativeMean over the corruptions whose relative error is known
 */
public record CorruptionError(
    List<Double> errors, double mean, List<Double> relativeErrors, double relativeMean) {
  public CorruptionError {
    errors = List.copyOf(errors);
    relativeErrors = List.copyOf(relativeErrors);
  }

  /**
   * The shares of wrong predictions of one classifier.
   *
   * @param clean on unchanged images, 0 to 1
   * @param corrupted corruptions × severities
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  public record Errors(double clean, double[][] corrupted) {
    private double sum(int corruption) {
      return Arrays.stream(corrupted[corruption]).sum();
    }

    private double added(int corruption) {
      return sum(corruption) - clean * corrupted[corruption].length;
    }
  }

  /**
   * Compares a classifier with the baseline, which may be itself.
   *
   * @throws IllegalArgumentException if they are not of the same corruptions and severities
   */
  public static CorruptionError of(Errors classifier, Errors baseline) {
    int[] severities = severities(classifier);
    if (!Arrays.equals(severities, severities(baseline))) {
      throw new IllegalArgumentException("not of the same corruptions and severities");
    }
    double[] errors = new double[severities.length];
    Arrays.setAll(errors, i -> percent(classifier.sum(i), baseline.sum(i)));
    double[] relative = new double[severities.length];
    Arrays.setAll(relative, i -> percent(classifier.added(i), baseline.added(i)));
    return new CorruptionError(boxed(errors), mean(errors), boxed(relative), mean(relative));
  }

  private static int[] severities(Errors errors) {
    return Arrays.stream(errors.corrupted).mapToInt(severities -> severities.length).toArray();
  }

  private static double percent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : Double.NaN;
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers)
        .filter(number -> !Double.isNaN(number))
        .average()
        .orElse(Double.NaN);
  }

  private static List<Double> boxed(double[] numbers) {
    return IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList();
  }
}
