package io.bifocal.analysis.compare;

import io.bifocal.analysis.statistics.Calibration;
import io.bifocal.analysis.statistics.LabelledProbabilities;
import io.bifocal.analysis.statistics.Scores;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scores of a fit on the test images of its division.
 *
 * @param set index of the set of features
 * @param classifier index of the classifier
 * @param seed of the division
 * @param labels labels a class that it was trained with at most, {@link Design#ALL} for all
 * @param rows images that it was trained with
 * @param atHome whether the images are of the source that it was trained on, where there are two
 * @param scores by name
 */
record CurveScore(
    int set,
    int classifier,
    int seed,
    int labels,
    int rows,
    boolean atHome,
    Map<String, Double> scores) {

  private static final int TOP = 3;

  /**
   * The scores that {@code answers} earn. Log loss, Brier score and calibration error are those of
   * the calibrated probabilities.
   */
  static Map<String, Double> scores(Answers answers, int[] labels) {
    LabelledProbabilities raw = new LabelledProbabilities(answers.raw(), labels);
    LabelledProbabilities calibrated = new LabelledProbabilities(answers.calibrated(), labels);
    Scores plain = Scores.of(raw);
    Scores sure = Scores.of(calibrated);
    Map<String, Double> scores = new TreeMap<>();
    scores.put(ScoreNames.ACCURACY, plain.accuracy().value());
    scores.put(ScoreNames.BALANCED_ACCURACY, plain.balancedAccuracy().value());
    scores.put(ScoreNames.MACRO_F1, plain.macroF1());
    scores.put(ScoreNames.TOP_3, Scores.topAccuracy(raw, TOP).value());
    scores.put(ScoreNames.LOG_LOSS, sure.logLoss());
    scores.put(ScoreNames.BRIER, sure.brier());
    scores.put(ScoreNames.CALIBRATION_ERROR, Calibration.of(calibrated).expectedError());
    return scores;
  }
}
