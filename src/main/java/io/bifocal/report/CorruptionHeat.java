package io.bifocal.report;

import io.bifocal.analysis.compare.Robustness;
import io.bifocal.analysis.compare.Robustness.CorruptionScore;
import java.util.List;

/** Errors by corruption and set, mean over the severities. */
final class CorruptionHeat {
  private final Robustness robustness;
  private final ComparedSets sets;
  private final int labels;

  /**
   * @param labels labels a class that were trained with
   */
  CorruptionHeat(Robustness robustness, ComparedSets sets, int labels) {
    this.robustness = robustness;
    this.sets = sets;
    this.labels = labels;
  }

  void write(Html html) {
    List<String> all = robustness.errors().stream().map(CorruptionScore::set).distinct().toList();
    List<String> main = sets.shown().stream().filter(all::contains).toList();
    html.element("h3", "Share of wrong answers by corruption, mean over the severities");
    table(html, main);
    List<String> others = all.stream().filter(set -> !main.contains(set)).toList();
    if (!others.isEmpty()) {
      html.open("details").element("summary", "The other sets");
      table(html, others);
      html.close();
    }
  }

  private void table(Html html, List<String> columns) {
    Grid grid = new Grid("Corruption", 1, sets);
    for (String corruption : corruptions(robustness)) {
      for (String set : columns) {
        robustness.errors().stream()
            .filter(score -> score.labels() == labels && score.set().equals(set))
            .filter(score -> score.corruption().equals(corruption))
            .mapToDouble(score -> score.error().value())
            .average()
            .ifPresent(mean -> grid.put(name(corruption), set, mean));
      }
    }
    grid.write(html);
  }

  /** Unspoiled first. */
  static List<String> corruptions(Robustness robustness) {
    return robustness.errors().stream().map(CorruptionScore::corruption).distinct().toList();
  }

  /** As it is read. */
  static String name(String corruption) {
    return switch (corruption) {
      case "clean" -> "none";
      case "shrunk" -> "none, shrunk";
      default -> corruption.replace('-', ' ');
    };
  }
}
