package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;
import io.bifocal.analysis.compare.Evaluation;
import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the best set mistakes for what, and the scores of all sets where each image is tested once.
 */
final class ConfusionSection {
  /** Classes of the largest matrix that is drawn. */
  private static final int LARGEST_MATRIX = 30;

  private static final int MOST_ROWS = 30;

  private ConfusionSection() {}

  private record Mistake(String label, String answer, long images, long ofLabel) {}

  static void write(Html html, Comparison comparison, ComparedSets sets) {
    Optional<Evaluation> best = sets.best();
    if (best.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "What is mistaken for what");
    Evaluation evaluation = best.get();
    Evaluation.Bound bound = evaluation.bound();
    html.element(
        "p",
        "Each image tested once, with all labels, by "
            + evaluation.set()
            + " and "
            + evaluation.classifier()
            + ", the best of the sets shown. Of "
            + Amounts.count(bound.images(), "test image")
            + " of one division "
            + Amounts.count(bound.right())
            + " were answered right; with 95 % confidence the accuracy exceeds "
            + Amounts.share(bound.clopperPearson())
            + " (Clopper and Pearson) or "
            + Amounts.share(bound.hoeffding())
            + " (Hoeffding).");
    List<String> classes = List.copyOf(new TreeSet<>(comparison.data().classes().keySet()));
    if (classes.size() == evaluation.confusion().length) {
      if (classes.size() <= LARGEST_MATRIX) {
        matrix(html, classes, evaluation.confusion());
      }
      mistakes(html, classes, evaluation.confusion());
    }
    recalls(html, evaluation.recalls());
    scores(html, comparison);
    html.close();
  }

  private static void matrix(Html html, List<String> classes, long[][] confusion) {
    html.element("h3", "Images by right class (rows) and answer (columns)");
    html.open("div", "class", "matrix");
    String[] headings = new String[classes.size() + 1];
    headings[0] = "Right class";
    for (int i = 0; i < classes.size(); i++) {
      headings[i + 1] = classes.get(i);
    }
    try (Table table = new Table(html, headings)) {
      for (int label = 0; label < confusion.length; label++) {
        table.row().heading(classes.get(label));
        long total = total(confusion[label]);
        for (int answer = 0; answer < confusion.length; answer++) {
          table.heatedCount(confusion[label][answer], total, answer == label ? "right" : "");
        }
        table.end();
      }
    }
    html.close();
  }

  private static long total(long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  private static void mistakes(Html html, List<String> classes, long[][] confusion) {
    List<Mistake> mistakes = new ArrayList<>();
    for (int label = 0; label < confusion.length; label++) {
      long total = total(confusion[label]);
      for (int answer = 0; answer < confusion.length; answer++) {
        if (answer != label && confusion[label][answer] > 0) {
          mistakes.add(
              new Mistake(
                  classes.get(label), classes.get(answer), confusion[label][answer], total));
        }
      }
    }
    if (mistakes.isEmpty()) {
      html.element("p", "Nothing was mistaken.");
      return;
    }
    html.element("h3", "Most frequent mistakes");
    try (Table table = new Table(html, "Right class", "Answered", "Of the class", "Images#")) {
      mistakes.stream()
          .sorted(Comparator.comparingLong((Mistake mistake) -> -mistake.images()))
          .limit(confusion.length > LARGEST_MATRIX ? MOST_ROWS : MOST_ROWS / 3)
          .forEach(
              mistake ->
                  table
                      .row()
                      .heading(mistake.label())
                      .text(mistake.answer())
                      .bar((double) mistake.images(), (double) mistake.ofLabel())
                      .number(mistake.images())
                      .end());
    }
  }

  private static void recalls(Html html, Map<String, Estimate> recalls) {
    html.open("details").element("summary", "Share of right answers by class, lowest first");
    try (Table table = new Table(html, "Class", "0 to 1~", "Right (95 % interval)#")) {
      recalls.entrySet().stream()
          .sorted(Comparator.comparingDouble(entry -> entry.getValue().value()))
          .limit(MOST_ROWS)
          .forEach(
              entry ->
                  table
                      .row()
                      .heading(entry.getKey())
                      .range(entry.getValue(), 0, 1)
                      .estimate(entry.getValue())
                      .end());
    }
    if (recalls.size() > MOST_ROWS) {
      html.element("p", "The " + MOST_ROWS + " lowest; the rest is in the tables.");
    }
    html.close();
  }

  private static void scores(Html html, Comparison comparison) {
    List<String> names =
        comparison.evaluations().stream()
            .flatMap(each -> each.scores().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    String[] headings = new String[names.size() + 2];
    headings[0] = "Set";
    headings[1] = "Classifier";
    for (int i = 0; i < names.size(); i++) {
      headings[i + 2] = names.get(i).replace('_', ' ') + "#";
    }
    html.open("details", "class", "bulk")
        .element("summary", "Scores of all sets, each image tested once");
    try (Table table = new Table(html, headings)) {
      for (Evaluation each : comparison.evaluations()) {
        table.row().heading(each.set()).text(each.classifier());
        for (String name : names) {
          Estimate score = each.scores().get(name);
          table.number(score == null ? "–" : Amounts.estimate(score));
        }
        table.end();
      }
    }
    html.close();
  }
}
