package io.bifocal.report;

import io.bifocal.analysis.compare.Evaluation;
import io.bifocal.analysis.compare.Evaluation.Share;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Results under priors of deployment, and how frequent classes are among unlabelled images. */
final class PriorSection {
  private static final int MOST_ROWS = 30;

  private PriorSection() {}

  static void write(Html html, ComparedSets sets) {
    List<Evaluation> withPriors =
        sets.evaluations().stream().filter(each -> each.priors().isPresent()).toList();
    Optional<Evaluation> withShares =
        sets.best()
            .filter(best -> !best.shares().isEmpty())
            .or(() -> sets.evaluations().stream().filter(e -> !e.shares().isEmpty()).findFirst());
    if (withPriors.isEmpty() && withShares.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Where classes are as frequent as in use");
    if (!withPriors.isEmpty()) {
      priors(html, withPriors);
    }
    withShares.ifPresent(each -> shares(html, each));
    html.close();
  }

  private static void priors(Html html, List<Evaluation> evaluations) {
    html.element(
        "p",
        "Accuracy if classes are as frequent as compare.priors says: of the answers as they are,"
            + " and where probabilities are weighed by the priors.");
    try (Table table = new Table(html, "Set", "As they are#", "Weighed#")) {
      for (Evaluation each : evaluations) {
        Evaluation.PriorResult priors = each.priors().orElseThrow();
        table
            .row()
            .heading(each.set())
            .number(Amounts.share(priors.accuracy()))
            .number(Amounts.share(priors.adjusted()))
            .end();
      }
    }
  }

  private static void shares(Html html, Evaluation evaluation) {
    html.element("h3", "Estimated shares of the classes among images without a label");
    html.element(
        "p",
        "By the answers of "
            + evaluation.set()
            + ", in two ways: by expectation and maximisation (Saerens), and by the confusion"
            + " matrix (black-box shift estimation, Lipton); with 95 % intervals. Where the two"
            + " disagree, trust neither.");
    try (Table table =
        new Table(
            html,
            "Class",
            "Labelled images#",
            "0 to 1~",
            "Expectation and maximisation#",
            "Black box#")) {
      evaluation.shares().stream()
          .sorted(Comparator.comparingDouble((Share share) -> -share.maximumLikelihood().value()))
          .limit(MOST_ROWS)
          .forEach(
              share ->
                  table
                      .row()
                      .heading(share.label())
                      .number(Math.round(share.images()))
                      .range(share.maximumLikelihood(), 0, 1)
                      .estimate(share.maximumLikelihood())
                      .estimate(share.blackBox())
                      .end());
    }
    if (evaluation.shares().size() > MOST_ROWS) {
      html.element("p", "The " + MOST_ROWS + " largest; the rest is in the tables.");
    }
  }
}
