package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison.SetSummary;
import io.bifocal.analysis.compare.Robustness;
import io.bifocal.analysis.compare.Robustness.CorruptionScore;
import io.bifocal.analysis.compare.Robustness.Fooled;
import io.bifocal.analysis.compare.Robustness.MeanError;
import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;

/** What might become of answers for spoiled images. */
final class RobustnessFixture {
  static final List<String> CORRUPTIONS =
      List.of(
          "gaussian-noise",
          "shot-noise",
          "impulse-noise",
          "defocus-blur",
          "glass-blur",
          "motion-blur",
          "zoom-blur",
          "snow",
          "frost",
          "fog",
          "brightness",
          "contrast",
          "elastic-transform",
          "pixelate",
          "jpeg-compression",
          "speckle-noise",
          "gaussian-blur",
          "spatter",
          "saturate");

  private RobustnessFixture() {}

  static Robustness robustness(List<SetSummary> sets, int labels) {
    List<CorruptionScore> errors = new ArrayList<>();
    List<MeanError> means = new ArrayList<>();
    List<Robustness.Flip> flips = new ArrayList<>();
    List<Fooled> fooled = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      String name = sets.get(set).name();
      double clean = 1 - Comparisons.accuracy(set, 180);
      errors.add(score(name, labels, "clean", 0, clean));
      errors.add(score(name, labels, "shrunk", 0, clean));
      for (int c = 0; c < CORRUPTIONS.size(); c++) {
        for (int severity = 1; severity <= 5; severity++) {
          double harm = 0.11 * severity * (0.6 + 0.5 * Math.sin(c * 2.1 + set % 4));
          errors.add(
              score(
                  name,
                  labels,
                  CORRUPTIONS.get(c),
                  severity,
                  Math.min(0.9, clean + harm * (0.9 - clean))));
        }
      }
      double error = 100 * (clean + 0.25) / 0.86;
      means.add(
          new MeanError(
              name, labels, new Estimate(error, error - 6, error + 7), 70 + 7.1 * (set % 6)));
      for (String change :
          List.of(
              "shift-right",
              "shift-left",
              "shift-down",
              "shift-up",
              "brighter",
              "darker",
              "jpeg-95",
              "jpeg-90")) {
        flips.add(
            new Robustness.Flip(
                name,
                labels,
                change,
                Comparisons.around(0.02 + 0.01 * ((set * 3 + change.length()) % 8), 0.012)));
      }
      for (String input : List.of("flat", "noise", "texture")) {
        fooled.add(
            new Fooled(
                name,
                labels,
                input,
                Comparisons.around(0.1 * (set % 5), 0.04),
                0.35 + 0.05 * set % 0.6));
      }
    }
    return new Robustness(460, "thumbnail-pixels", errors, means, List.of(), flips, fooled);
  }

  private static CorruptionScore score(
      String set, int labels, String corruption, int severity, double error) {
    return new CorruptionScore(
        set, labels, corruption, severity, Comparisons.around(error, 0.03), 1 - error);
  }
}
