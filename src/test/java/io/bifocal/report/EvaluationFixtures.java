package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison.SetSummary;
import io.bifocal.analysis.compare.Evaluation;
import io.bifocal.analysis.compare.Evaluation.Bin;
import io.bifocal.analysis.compare.Evaluation.CalibrationResult;
import io.bifocal.analysis.compare.Evaluation.Risk;
import io.bifocal.analysis.compare.Evaluation.Share;
import io.bifocal.analysis.compare.Evaluation.Slice;
import io.bifocal.analysis.compare.ScoreNames;
import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What might come of testing each image once. */
final class EvaluationFixtures {
  private EvaluationFixtures() {}

  static List<Evaluation> evaluations(
      List<SetSummary> sets, List<String> classes, String classifier) {
    List<Evaluation> evaluations = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      evaluations.add(
          evaluation(sets.get(set).name(), classifier, Comparisons.accuracy(set, 180), classes));
    }
    return evaluations;
  }

  private static Evaluation evaluation(
      String set, String classifier, double accuracy, List<String> classes) {
    int size = classes.size();
    long[][] confusion = new long[size][size];
    Map<String, Estimate> recalls = new LinkedHashMap<>();
    List<Share> shares = new ArrayList<>();
    for (int label = 0; label < size; label++) {
      double right = Math.min(0.98, accuracy + 0.04 * Math.sin(label));
      confusion[label][label] = Math.round(230 * right);
      confusion[label][(label + 2) % size] += Math.round(230 * (1 - right) * 0.7);
      confusion[label][(label * 3 + 1) % size] += Math.round(230 * (1 - right) * 0.3);
      recalls.put(classes.get(label), Comparisons.around(right, 0.045));
      double share = 1.0 / size * (1 + 0.5 * Math.cos(label));
      shares.add(
          new Share(
              classes.get(label),
              230,
              Comparisons.around(share, share / 6),
              Comparisons.around(share * 1.05, share / 4)));
    }
    List<Risk> coverage = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      coverage.add(new Risk(i / 50.0, (1 - accuracy) * Math.pow(i / 50.0, 1.6)));
    }
    return new Evaluation(
        set,
        classifier,
        Map.of(
            ScoreNames.ACCURACY, Comparisons.around(accuracy + 0.003, 0.016),
            ScoreNames.BALANCED_ACCURACY, Comparisons.around(accuracy, 0.016),
            ScoreNames.LOG_LOSS, Comparisons.around(2 * (1 - accuracy), 0)),
        new Evaluation.Bound(460, Math.round(460 * accuracy), accuracy - 0.03, accuracy - 0.055),
        confusion,
        recalls,
        calibration(0.082, accuracy),
        calibration(0.017, accuracy),
        1.62,
        coverage,
        slices(accuracy),
        Optional.of(new Evaluation.PriorResult(accuracy - 0.02, accuracy)),
        shares);
  }

  private static CalibrationResult calibration(double error, double accuracy) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 3; i <= 14; i++) {
      double confidence = (i + 0.5) / 15;
      double right = Math.max(0, confidence - 1.4 * error + 0.01 * Math.sin(7.0 * i * accuracy));
      bins.add(
          new Bin(
              confidence,
              new Estimate(right, Math.max(0, right - 0.06), Math.min(1, right + 0.06)),
              40 + i * i));
    }
    return new CalibrationResult(error, bins);
  }

  private static List<Slice> slices(double accuracy) {
    List<Slice> slices = new ArrayList<>();
    for (String by : List.of("size", "brightness", "sharpness")) {
      for (String part : List.of("lowest third", "middle third", "highest third")) {
        double worse = part.startsWith("lowest") ? 0.07 : -0.02;
        slices.add(new Slice(by, part, 766, Comparisons.around(accuracy - worse, 0.029)));
      }
    }
    return slices;
  }
}
