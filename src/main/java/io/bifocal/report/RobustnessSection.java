package io.bifocal.report;

import io.bifocal.analysis.compare.Robustness;
import io.bifocal.analysis.compare.Robustness.CorruptionScore;
import io.bifocal.analysis.compare.Robustness.MeanError;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What becomes of answers where images are spoiled. */
final class RobustnessSection {
  private RobustnessSection() {}

  static void write(Html html, Optional<Robustness> found, ComparedSets sets) {
    html.open("section").element("h2", "Robustness");
    if (found.isEmpty()) {
      html.element("p", "Images were not spoiled in this comparison.");
    } else {
      Robustness robustness = found.get();
      int labels = robustness.errors().stream().mapToInt(CorruptionScore::labels).max().orElse(0);
      html.element(
          "p",
          Amounts.count(robustness.images(), "test image")
              + " under the 19 corruptions of ImageNet-C at 5 severities; trained on unspoiled"
              + " images with "
              + sets.labels(labels)
              + ".");
      new CorruptionHeat(robustness, sets, labels).write(html);
      SeverityPlots.write(html, robustness, sets, labels);
      means(html, robustness, sets);
      flips(html, robustness, sets);
      fooled(html, robustness, sets);
    }
    html.close();
  }

  private static void means(Html html, Robustness robustness, ComparedSets sets) {
    if (robustness.means().isEmpty()) {
      return;
    }
    html.element("h3", "Mean corruption error");
    html.element(
        "p",
        "The error over all severities by that of "
            + robustness.baseline()
            + " (100), mean over the corruptions; below 100 is better. Relative: the same of what"
            + " is lost against unspoiled images.");
    List<MeanError> sorted =
        robustness.means().stream()
            .sorted(
                Comparator.comparingInt((MeanError mean) -> -mean.labels())
                    .thenComparingDouble(mean -> mean.error().value()))
            .toList();
    try (Table table =
        new Table(html, "Set", "Trained with", "Error#", "95 % interval", "Relative#")) {
      for (MeanError mean : sorted) {
        table
            .row()
            .heading(mean.set())
            .label(sets.labels(mean.labels()))
            .number(Amounts.number(mean.error().value()))
            .label(
                Amounts.number(mean.error().low()) + " to " + Amounts.number(mean.error().high()))
            .number(Amounts.number(mean.relative()))
            .end();
      }
    }
  }

  private static void flips(Html html, Robustness robustness, ComparedSets sets) {
    if (robustness.flips().isEmpty()) {
      return;
    }
    html.element("h3", "Answers that flip where nobody sees a difference");
    html.element(
        "p",
        "Share of test images whose answer changes under shifts by one pixel, small changes of"
            + " brightness and JPEG of high quality; trained with all labels.");
    int labels = robustness.flips().stream().mapToInt(Robustness.Flip::labels).max().orElse(0);
    Grid grid = new Grid("Change", 0.2, sets);
    for (Robustness.Flip flip : robustness.flips()) {
      if (flip.labels() == labels) {
        grid.put(flip.perturbation(), flip.set(), flip.rate().value());
      }
    }
    grid.write(html);
  }

  private static void fooled(Html html, Robustness robustness, ComparedSets sets) {
    if (robustness.fooled().isEmpty()) {
      return;
    }
    html.element("h3", "Inputs that show nothing");
    html.element(
        "p",
        "Share of made-up inputs (noise, flat grounds, textures) of which a classifier is sure: a"
            + " probability above 0.9 for some class. It should be 0.");
    int labels = robustness.fooled().stream().mapToInt(Robustness.Fooled::labels).max().orElse(0);
    Grid sure = new Grid("Input", 1, sets);
    for (Robustness.Fooled fooled : robustness.fooled()) {
      if (fooled.labels() == labels) {
        sure.put(fooled.input(), fooled.set(), fooled.sure().value());
        sure.put(fooled.input() + ", mean probability", fooled.set(), fooled.confidence());
      }
    }
    sure.write(html);
  }
}
