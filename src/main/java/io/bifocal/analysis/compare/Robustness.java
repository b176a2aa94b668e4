package io.bifocal.analysis.compare;

import io.bifocal.analysis.statistics.Estimate;
import java.util.List;

/**
 * What becomes of answers where images are spoiled.
 *
 * @param images test images that were spoiled
 * @param baseline the set that mean corruption errors are normalised by
 * @param errors by set, number of labels, corruption and severity
 * @param means mean corruption errors
 * @param contrasts of all pairs of them
 * @param flips answers that change where nobody sees a difference
 * @param fooled inputs without content of which a classifier is sure
 */
public record Robustness(
    int images,
    String baseline,
    List<CorruptionScore> errors,
    List<MeanError> means,
    List<MeanContrast> contrasts,
    List<Flip> flips,
    List<Fooled> fooled) {

  /**
   * Errors at a corruption.
   *
   * @param labels labels a class that were trained with
   * @param corruption {@code clean}, or its name
   * @param severity 1 to 5; 0 for clean
   * @param error share of wrong answers
   * @param balancedAccuracy mean share of right answers of the classes
   */
  public record CorruptionScore(
      String set,
      int labels,
      String corruption,
      int severity,
      Estimate error,
      double balancedAccuracy) {}

  /**
   * The mean corruption error.
   *
   * @param error mean over corruptions of summed error by that of the baseline, in percent
   * @param relative the same of what is lost against clean images
   */
  public record MeanError(String set, int labels, Estimate error, double relative) {}

  /**
   * Two mean corruption errors.
   *
   * @param difference the first less the second, in percent; not corrected for many comparisons
   */
  public record MeanContrast(String first, String second, int labels, Estimate difference) {}

  /** Answers that differ from that of the unchanged image. */
  public record Flip(String set, int labels, String perturbation, Estimate rate) {}

  /**
   * Answers to what shows nothing.
   *
   * @param input {@code noise}, {@code flat} or {@code texture}
   * @param sure share of inputs with a probability above 0.9
   * @param confidence mean probability of the answer
   */
  public record Fooled(String set, int labels, String input, Estimate sure, double confidence) {}
}
