package io.bifocal.analysis.compare;

import io.bifocal.analysis.compare.Comparison.Contrast;
import io.bifocal.analysis.compare.Comparison.Cost;
import io.bifocal.analysis.compare.Comparison.Point;
import io.bifocal.analysis.compare.Comparison.Sentence;
import io.bifocal.analysis.compare.Robustness.MeanError;
import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says in words what the numbers of a comparison say, by the rules that docs/compare.md lists. */
final class Verdict {
  /** A difference is believed where its corrected p-value is below this. */
  static final double SIGNIFICANCE = 0.05;

  private final Comparison found;
  private final Representatives speakers;
  private final List<Sentence> sentences = new ArrayList<>();

  private Verdict(Comparison found, Representatives speakers) {
    this.found = found;
    this.speakers = speakers;
  }

  static List<Sentence> of(Comparison found, Representatives speakers) {
    Verdict verdict = new Verdict(found, speakers);
    verdict.lenses();
    verdict.crossing();
    verdict.fusion();
    verdict.baseline();
    verdict.robustness();
    verdict.shift();
    verdict.cost();
    verdict.calibration();
    return List.copyOf(verdict.sentences);
  }

  /** Few labels and all labels: which lens is ahead. */
  private void lenses() {
    if (speakers.classical().isEmpty() || speakers.deep().isEmpty()) {
      say(
          "one-lens",
          "There is only one lens here, so nothing is said of classical against deep: add "
              + (speakers.deep().isEmpty() ? "a model" : "an extractor")
              + " to the configuration.",
          found.sets().size() + " sets of features");
      return;
    }
    List<Integer> counts = counts();
    ahead("few-labels", counts.get(0));
    if (counts.size() > 1) {
      ahead("all-labels", counts.get(counts.size() - 1));
    }
  }

  private void ahead(String rule, int labels) {
    String classical = speakers.classical().get();
    String deep = speakers.deep().get();
    Contrast contrast = contrast(deep, classical, labels);
    String figure =
        figure(classical, labels) + " against " + figure(deep, labels) + "; " + shown(contrast);
    String where = "With " + labels(labels) + ", ";
    if (contrast.p() >= SIGNIFICANCE) {
      say(rule, where + "we cannot tell classical features and networks apart.", figure);
    } else if (contrast.difference().value() > 0) {
      say(
          rule,
          where + "networks (" + deep + ") see more than classical features (" + classical + ").",
          figure);
    } else {
      say(
          rule,
          where + "classical features (" + classical + ") see more than networks (" + deep + ").",
          figure);
    }
  }

  private void crossing() {
    found
        .crossing()
        .ifPresent(
            crossing -> {
              if (crossing.labels().isPresent()) {
                Estimate at = crossing.labels().get();
                say(
                    "crossing",
                    String.format(
                        Locale.ROOT,
                        "They change places at about %.0f labels a class.",
                        at.value()),
                    String.format(Locale.ROOT, "95 %% interval %.0f to %.0f", at.low(), at.high()));
              }
            });
  }

  /** Both together against the better of the two, at every number of labels. */
  private void fusion() {
    if (speakers.classical().isEmpty() || speakers.deep().isEmpty()) {
      return;
    }
    List<Integer> wins = new ArrayList<>();
    List<Integer> losses = new ArrayList<>();
    Contrast last = null;
    String how = null;
    for (int labels : counts()) {
      for (String fused : speakers.fused()) {
        Contrast classical = contrast(fused, speakers.classical().get(), labels);
        Contrast deep = contrast(fused, speakers.deep().get(), labels);
        Contrast closer =
            classical.difference().value() < deep.difference().value() ? classical : deep;
        if (isAbove(classical) && isAbove(deep)) {
          if (!wins.contains(labels)) {
            wins.add(labels);
          }
          last = closer;
          how = fused;
        } else if (closer.p() < SIGNIFICANCE
            && closer.difference().value() < 0
            && !losses.contains(labels)) {
          losses.add(labels);
        }
      }
    }
    if (wins.isEmpty()) {
      say(
          "fusion",
          "Nowhere do we see that both together beat the better of the two.",
          losses.isEmpty() ? "no difference beyond chance" : "worse with " + list(losses));
    } else {
      say(
          "fusion",
          "Both together beat either alone with " + list(wins) + ".",
          how + ": " + shown(last));
    }
  }

  /** What pixels of a thumbnail and the most frequent class would do. */
  private void baseline() {
    int all = counts().get(counts().size() - 1);
    List<String> proper = new ArrayList<>();
    speakers.classical().ifPresent(proper::add);
    speakers.deep().ifPresent(proper::add);
    for (String set : proper) {
      for (String baseline : baselines()) {
        Contrast contrast = contrast(set, baseline, all);
        if (!isAbove(contrast)) {
          say(
              "baseline",
              set + " is not shown to be better than the baseline " + baseline + ".",
              figure(set, all) + " against " + figure(baseline, all) + "; " + shown(contrast));
        }
      }
    }
  }

  private void robustness() {
    if (found.robustness().isEmpty()
        || speakers.classical().isEmpty()
        || speakers.deep().isEmpty()) {
      return;
    }
    Optional<MeanError> classical = mean(speakers.classical().get());
    Optional<MeanError> deep = mean(speakers.deep().get());
    if (classical.isEmpty() || deep.isEmpty()) {
      return;
    }
    int all = counts().get(counts().size() - 1);
    Robustness tested = found.robustness().get();
    Estimate more = errsMore(tested, speakers.classical().get(), speakers.deep().get(), all);
    say(
        "robustness",
        "On spoiled images "
            + (more.high() < 0
                ? "classical features err less than networks."
                : more.low() > 0
                    ? "networks err less than classical features."
                    : "we cannot tell which of classical features and networks err less."),
        String.format(
            Locale.ROOT,
            "mean corruption error %.0f (classical) against %.0f (deep), of 100 for %s; difference %+.0f (%+.0f to %+.0f); classical is ahead beyond chance under %d of 19 corruptions, deep under %d",
            classical.get().error().value(),
            deep.get().error().value(),
            tested.baseline(),
            more.value(),
            more.low(),
            more.high(),
            CorruptionWins.count(tested, speakers.classical().get(), speakers.deep().get(), all),
            CorruptionWins.count(tested, speakers.deep().get(), speakers.classical().get(), all)));
  }

  /** The mean corruption error of the first set less that of the second. */
  private static Estimate errsMore(Robustness tested, String first, String second, int labels) {
    return tested.contrasts().stream()
        .filter(contrast -> contrast.labels() == labels)
        .filter(
            contrast -> Set.of(contrast.first(), contrast.second()).equals(Set.of(first, second)))
        .map(
            contrast ->
                contrast.first().equals(first)
                    ? contrast.difference()
                    : contrast.difference().negated())
        .findFirst()
        .orElseThrow();
  }

  private Optional<MeanError> mean(String set) {
    int all = counts().get(counts().size() - 1);
    return found.robustness().get().means().stream()
        .filter(mean -> mean.set().equals(set) && mean.labels() == all)
        .findFirst();
  }

  private void shift() {
    if (found.shift().isEmpty()) {
      return;
    }
    Shift shift = found.shift().get();
    int all = counts().get(counts().size() - 1);
    List<Shift.Gap> gaps =
        shift.gaps().stream()
            .filter(gap -> gap.labels() == all)
            .sorted(Comparator.comparingDouble((Shift.Gap gap) -> -gap.away().value()))
            .toList();
    if (gaps.isEmpty()) {
      return;
    }
    Shift.Gap best = gaps.get(0);
    List<String> alike =
        gaps.stream()
            .skip(1)
            .map(Shift.Gap::set)
            .filter(other -> !isAbove(contrast(best.set(), other, all)))
            .toList();
    say(
        "another-source",
        "Trained on "
            + shift.trainOn()
            + " and tested on "
            + shift.testOn()
            + ", "
            + best.set()
            + (alike.isEmpty()
                ? " holds up best."
                : " has the best figure, but cannot be told apart from "
                    + String.join(", ", alike)
                    + "."),
        String.format(
            Locale.ROOT,
            "balanced accuracy %.3f there, %.3f at home",
            best.away().value(),
            best.home().value()));
  }

  private void cost() {
    if (speakers.classical().isEmpty() || speakers.deep().isEmpty()) {
      return;
    }
    Optional<Cost> classical = cost(speakers.classical().get());
    Optional<Cost> deep = cost(speakers.deep().get());
    if (classical.isPresent() && deep.isPresent() && classical.get().milliseconds() > 0) {
      say(
          "cost",
          String.format(
              Locale.ROOT,
              "Networks cost %.1f times the CPU time of classical features.",
              deep.get().milliseconds() / classical.get().milliseconds()),
          String.format(
              Locale.ROOT,
              "%.2f ms against %.2f ms an image, %.2f kWh against %.2f kWh a million images, decoding not included",
              deep.get().milliseconds(),
              classical.get().milliseconds(),
              deep.get().kilowattHours(),
              classical.get().kilowattHours()));
    }
  }

  private Optional<Cost> cost(String set) {
    return found.costs().stream().filter(cost -> cost.set().equals(set)).findFirst();
  }

  private void calibration() {
    found.evaluations().stream()
        .filter(evaluation -> evaluation.classifier().equals(found.classifiers().get(0)))
        .filter(evaluation -> isSpeaker(evaluation.set()))
        .max(
            Comparator.comparingDouble(
                evaluation -> evaluation.scores().get(ScoreNames.BALANCED_ACCURACY).value()))
        .ifPresent(
            best ->
                say(
                    "calibration",
                    best.after().error() <= LARGE_ERROR
                        ? "Probabilities of " + best.set() + " can be taken at their word."
                        : "Probabilities of " + best.set() + " should not be taken at their word.",
                    String.format(
                        Locale.ROOT,
                        "expected calibration error %.3f, %.3f before the temperature",
                        best.after().error(),
                        best.before().error())));
  }

  /** Beyond this, 0.8 may mean 0.7. */
  private static final double LARGE_ERROR = 0.1;

  private boolean isSpeaker(String set) {
    return speakers.classical().equals(Optional.of(set))
        || speakers.deep().equals(Optional.of(set))
        || speakers.fused().contains(set);
  }

  private static boolean isAbove(Contrast contrast) {
    return contrast.p() < SIGNIFICANCE && contrast.difference().value() > 0;
  }

  private List<String> baselines() {
    return found.sets().stream()
        .filter(set -> set.lens().equals("baseline"))
        .map(Comparison.SetSummary::name)
        .toList();
  }

  /** Numbers of labels, ascending. */
  private List<Integer> counts() {
    return found.curve().stream().map(Point::labels).distinct().sorted().toList();
  }

  private Contrast contrast(String first, String second, int labels) {
    for (Contrast contrast : found.contrasts()) {
      if (contrast.labels() == labels) {
        if (contrast.first().equals(first) && contrast.second().equals(second)) {
          return contrast;
        }
        if (contrast.first().equals(second) && contrast.second().equals(first)) {
          return new Contrast(first, second, labels, contrast.difference().negated(), contrast.p());
        }
      }
    }
    throw new IllegalStateException(first + " and " + second + " were not compared");
  }

  private String labels(int labels) {
    boolean all = found.curve().stream().anyMatch(point -> point.labels() == labels && point.all());
    return all ? "all labels" : labels == 1 ? "1 label a class" : labels + " labels a class";
  }

  private String list(List<Integer> counts) {
    return String.join(", ", counts.stream().sorted().map(this::labels).toList());
  }

  private String figure(String set, int labels) {
    Estimate accuracy =
        found.curve().stream()
            .filter(point -> point.set().equals(set) && point.labels() == labels)
            .filter(point -> point.classifier().equals(found.classifiers().get(0)))
            .findFirst()
            .orElseThrow()
            .scores()
            .get(ScoreNames.BALANCED_ACCURACY);
    return String.format(
        Locale.ROOT,
        "%s %.3f (%.3f to %.3f)",
        set,
        accuracy.value(),
        accuracy.low(),
        accuracy.high());
  }

  private static String shown(Contrast contrast) {
    return String.format(
        Locale.ROOT,
        "difference %+.3f (%+.3f to %+.3f), p = %.2g",
        contrast.difference().value(),
        contrast.difference().low(),
        contrast.difference().high(),
        contrast.p());
  }

  private void say(String rule, String text, String figure) {
    sentences.add(new Sentence(rule, text, figure));
  }
}
