package io.bifocal.analysis.compare;

import io.bifocal.analysis.statistics.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a set of features and a classifier are worth where each image is tested with once, by
 * classifiers that were trained on all others but its group.
 *
 * @param scores by name; intervals of those that are shares of images
 * @param bound accuracy that is exceeded with 95 % confidence, of the first division's test alone
 * @param confusion images by right (row) and answered (column) class, in the order of the classes
 * @param recalls of the classes
 * @param before calibration of the probabilities as they are
 * @param after calibration with the temperature
 * @param temperature mean of the folds
 * @param coverage risk by coverage, the surest images first
 * @param slices accuracy of parts of the images
 * @param priors results where classes are as frequent as the configuration says
 * @param shares estimated shares of classes among images without a label
 */
@SuppressWarnings("ArrayRecordComponent") // Not compared.
public record Evaluation(
    String set,
    String classifier,
    Map<String, Estimate> scores,
    Bound bound,
    long[][] confusion,
    Map<String, Estimate> recalls,
    CalibrationResult before,
    CalibrationResult after,
    double temperature,
    List<Risk> coverage,
    List<Slice> slices,
    Optional<PriorResult> priors,
    List<Share> shares) {

  /**
   * A bound that holds for one set of test images.
   *
   * @param images tested
   * @param right answers
   * @param clopperPearson lower bound of the accuracy
   * @param hoeffding the same by Hoeffding's inequality
   */
  public record Bound(long images, long right, double clopperPearson, double hoeffding) {}

  /**
   * How far probabilities can be taken at their word.
   *
   * @param error expected calibration error, 0 to 1
   */
  public record CalibrationResult(double error, List<Bin> bins) {}

  /**
   * Answers of about the same confidence.
   *
   * @param confidence mean
   * @param accuracy share of right answers
   */
  public record Bin(double confidence, Estimate accuracy, long images) {}

  /**
   * What is risked where only the surest images are answered.
   *
   * @param coverage share of images that are answered
   * @param risk share of wrong answers among them
   */
  public record Risk(double coverage, double risk) {}

  /** Images that have something in common. */
  public record Slice(String by, String part, long images, Estimate accuracy) {}

  /**
   * Results under priors of deployment.
   *
   * @param accuracy of the answers as they are
   * @param adjusted of the answers where probabilities are weighed by the priors
   */
  public record PriorResult(double accuracy, double adjusted) {}

  /**
   * How frequent a class is among images without a label.
   *
   * @param images of this label, in the sample
   * @param maximumLikelihood by expectation and maximisation (Saerens)
   * @param blackBox by the confusion matrix (Lipton)
   */
  public record Share(String label, double images, Estimate maximumLikelihood, Estimate blackBox) {}
}
