package io.bifocal.analysis.compare;

import io.bifocal.analysis.statistics.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the job {@code compare} found out; {@code comparison.json}, and by its parts the tables of
 * {@code analysis/compare/run=…}.
 *
 * @param run name of the comparison, its start in UTC
 * @param snapshot the run whose images and rows it looked at
 * @param started ISO-8601, UTC
 * @param seconds wall time
 * @param bifocal version of Bifocal
 * @param collection root of the collection
 * @param data the images
 * @param sets sets of features, baselines last
 * @param classifiers names, logistic regression first
 * @param curve scores by the number of labels
 * @param contrasts differences of balanced accuracy between sets, of logistic regression
 * @param areas areas under the curves of balanced accuracy
 * @param crossing where classical and deep change places; empty where one of them is missing
 * @param evaluations what came of each image being tested with once, at all labels
 * @param robustness empty if it was not asked for
 * @param shift empty unless training and test are of different sources
 * @param costs of each set
 * @param importances of blocks within sets of several
 * @param examples images that classical features and networks see differently
 * @param verdict sentences, each with the figure that it rests on
 */
public record Comparison(
    String run,
    String snapshot,
    String started,
    double seconds,
    String bifocal,
    String collection,
    Data data,
    List<SetSummary> sets,
    List<String> classifiers,
    List<Point> curve,
    List<Contrast> contrasts,
    List<Area> areas,
    Optional<CrossingPoint> crossing,
    List<Evaluation> evaluations,
    Optional<Robustness> robustness,
    Optional<Shift> shift,
    List<Cost> costs,
    List<Importance> importances,
    List<Example> examples,
    List<Sentence> verdict) {

  /** The same with its verdict. */
  Comparison with(List<Sentence> sentences) {
    return new Comparison(
        run,
        snapshot,
        started,
        seconds,
        bifocal,
        collection,
        data,
        sets,
        classifiers,
        curve,
        contrasts,
        areas,
        crossing,
        evaluations,
        robustness,
        shift,
        costs,
        importances,
        examples,
        sentences);
  }

  /**
   * The images of a comparison.
   *
   * @param labelled labelled contents of the snapshot
   * @param used those that took part
   * @param units groups of images that were never torn apart
   * @param conflicting contents with two labels or more, left out
   * @param incomplete contents that lack a vector, left out
   * @param small classes of too few images, left out
   * @param classes images that took part, by label
   * @param repeats random divisions
   * @param testShare share of the images that each tests with
   */
  public record Data(
      long labelled,
      int used,
      int units,
      long conflicting,
      int incomplete,
      List<String> small,
      Map<String, Integer> classes,
      int repeats,
      double testShare) {}

  /**
   * A set of features.
   *
   * @param lens {@code classical}, {@code deep}, {@code fused} or {@code baseline}
   * @param length values in a vector
   * @param blocks names of extractors and models
   */
  public record SetSummary(String name, String lens, int length, List<String> blocks) {}

  /**
   * Scores of a set of features at a number of labels.
   *
   * @param labels labels a class at most; where these are all, how many a class has on average
   * @param all whether these are all labels that there are to train with
   * @param rows images trained with, on average
   * @param repeats divisions that this is the mean of
   * @param scores means over divisions, by the name of the score
   */
  public record Point(
      String set,
      String classifier,
      int labels,
      boolean all,
      double rows,
      int repeats,
      Map<String, Estimate> scores) {}

  /**
   * A difference between two sets on the same divisions.
   *
   * @param difference of mean balanced accuracy, the first less the second
   * @param p corrected for all differences at this number of labels, by Holm
   */
  public record Contrast(String first, String second, int labels, Estimate difference, double p) {
    /** The same with another p-value. */
    Contrast with(double corrected) {
      return new Contrast(first, second, labels, difference, corrected);
    }
  }

  /**
   * Balanced accuracy on average over the logarithm of the number of labels.
   *
   * @param area 0 to 1
   */
  public record Area(String set, String classifier, Estimate area) {}

  /**
   * Where the curves of two sets cross.
   *
   * @param labels labels a class; empty where they do not cross
   * @param answer {@code first overtakes}, {@code second overtakes}, {@code first everywhere},
   *     {@code second everywhere} or {@code cannot tell}
   */
  public record CrossingPoint(
      String first, String second, Optional<Estimate> labels, String answer) {}

  /**
   * What a set is worth in the end, block by block.
   *
   * @param drop how much accuracy is lost where the vectors of the block are those of other images
   */
  public record Importance(String set, String block, Estimate drop) {}

  /**
   * What a set of features costs.
   *
   * @param milliseconds CPU time for an image, decoding not included
   * @param bytes in the store, for an image
   * @param modelBytes size of the networks
   * @param kilowattHours for a million images
   * @param grams of CO2 for a million images
   */
  public record Cost(
      String set,
      double milliseconds,
      double bytes,
      long modelBytes,
      double kilowattHours,
      double grams) {}

  /**
   * A sentence of the verdict.
   *
   * @param rule its name in the documentation
   * @param text what it says
   * @param figure the numbers that it rests on
   */
  public record Sentence(String rule, String text, String figure) {}
}
