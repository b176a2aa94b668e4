package io.bifocal.report;

import io.bifocal.analysis.compare.Robustness;
import io.bifocal.analysis.compare.Robustness.CorruptionScore;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A small picture for each corruption: error by severity. */
final class SeverityPlots {
  private SeverityPlots() {}

  static void write(Html html, Robustness robustness, ComparedSets sets, int labels) {
    List<String> lines = sets.leads();
    Axis x =
        new Axis(
            "severity",
            0,
            5,
            Axis.Scale.LINEAR,
            List.of(new Axis.Tick(0, "none"), new Axis.Tick(3, "3"), new Axis.Tick(5, "5")));
    Axis y =
        new Axis(
            "error",
            0,
            1,
            Axis.Scale.LINEAR,
            List.of(new Axis.Tick(0, "0"), new Axis.Tick(0.5, "0.5"), new Axis.Tick(1, "1")));
    html.element("h3", "Share of wrong answers by severity");
    sets.legend(html, lines);
    html.open("div", "class", "plots tiny");
    List<String> corruptions = CorruptionHeat.corruptions(robustness);
    // Corruptions are of pictures that were shrunk, where that was asked for.
    String start = corruptions.contains("shrunk") ? "shrunk" : "clean";
    for (String corruption : corruptions) {
      List<CorruptionScore> scores =
          robustness.errors().stream()
              .filter(score -> score.labels() == labels)
              .filter(score -> List.of(corruption, start).contains(score.corruption()))
              .toList();
      if (scores.stream().noneMatch(score -> score.severity() > 0)) {
        continue;
      }
      try (Plot plot =
          new Plot(
              html,
              "small",
              x,
              y,
              CorruptionHeat.name(corruption),
              "Error of " + String.join(", ", lines) + " from unspoiled images to severity 5.")) {
        for (String set : lines) {
          plot.line(
              sets.slot(set),
              of(scores, set)
                  .map(score -> new Plot.Place(score.severity(), score.error().value()))
                  .toList());
        }
      }
    }
    html.close();
  }

  private static Stream<CorruptionScore> of(List<CorruptionScore> scores, String set) {
    return scores.stream()
        .filter(score -> score.set().equals(set))
        .filter(score -> Double.isFinite(score.error().value()))
        .sorted(Comparator.comparingInt(CorruptionScore::severity));
  }
}
