package io.bifocal.analysis.compare;

import io.bifocal.analysis.compare.Robustness.CorruptionScore;
import io.bifocal.analysis.compare.Robustness.Flip;
import io.bifocal.analysis.compare.Robustness.Fooled;
import io.bifocal.analysis.compare.Robustness.MeanContrast;
import io.bifocal.analysis.compare.Robustness.MeanError;
import io.bifocal.analysis.statistics.BinomialInterval;
import io.bifocal.analysis.statistics.ConfusionMatrix;
import io.bifocal.analysis.statistics.CorruptionBootstrap;
import io.bifocal.analysis.statistics.CorruptionError;
import io.bifocal.analysis.statistics.FlipRate;
import io.bifocal.pipeline.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** From answers for spoiled images to errors, flips and pictures that fooled. */
final class RobustnessResult {
  /** Above this a classifier is said to be sure. */
  private static final double SURE = 0.9;

  private static final String CORRUPTION = "corruption/";
  private static final String PERTURBATION = "perturbation/";

  private final Design design;
  private final SpoiledImages spoiled;
  private final String baseline;
  private final int[] labels;
  private final List<String> corruptions;

  /**
   * @param baseline the set that errors are normalised by
   */
  RobustnessResult(Design design, SpoiledImages spoiled, String baseline) {
    this.design = design;
    this.spoiled = spoiled;
    this.baseline = baseline;
    this.labels =
        design.sample().labels(spoiled.rows().stream().mapToInt(Integer::intValue).toArray());
    this.corruptions =
        spoiled.variants().stream()
            .filter(name -> name.startsWith(CORRUPTION))
            .map(name -> name.substring(CORRUPTION.length(), name.lastIndexOf('/')))
            .distinct()
            .toList();
  }

  Robustness of(List<RobustnessTask.Done> all, Map<Integer, Integer> shownLabels) {
    List<CorruptionScore> errors = new ArrayList<>();
    List<Flip> flips = new ArrayList<>();
    List<Fooled> fooled = new ArrayList<>();
    for (RobustnessTask.Done done : all) {
      String set = design.sets().get(done.set()).name();
      int shown = shownLabels.get(done.labels());
      errors.addAll(errors(done, set, shown));
      flips.addAll(flips(done, set, shown));
      fooled.addAll(fooled(done, set, shown));
    }
    List<MeanError> means = new ArrayList<>();
    List<MeanContrast> contrasts = new ArrayList<>();
    all.stream()
        .collect(
            Collectors.groupingBy(RobustnessTask.Done::labels, TreeMap::new, Collectors.toList()))
        .forEach((labels, done) -> compare(done, shownLabels.get(labels), means, contrasts));
    return new Robustness(spoiled.rows().size(), baseline, errors, means, contrasts, flips, fooled);
  }

  /** Mean corruption errors of what was trained with equally many labels, and their differences. */
  private void compare(
      List<RobustnessTask.Done> done,
      int shown,
      List<MeanError> means,
      List<MeanContrast> contrasts) {
    List<String> names = done.stream().map(each -> design.sets().get(each.set()).name()).toList();
    int reference = names.indexOf(baseline);
    CorruptionError.Errors ofBaseline = errors(done.get(reference));
    CorruptionBootstrap bootstrap =
        CorruptionBootstrap.of(
            done.stream().map(this::outcomes).toList(), reference, units(), RobustnessTask.SEED);
    for (int first = 0; first < names.size(); first++) {
      double relative = CorruptionError.of(errors(done.get(first)), ofBaseline).relativeMean();
      means.add(new MeanError(names.get(first), shown, bootstrap.mean(first), relative));
      for (int second = first + 1; second < names.size(); second++) {
        contrasts.add(
            new MeanContrast(
                names.get(first), names.get(second), shown, bootstrap.difference(first, second)));
      }
    }
  }

  /** By image, from 0 on: images of one group are drawn together. */
  private int[] units() {
    Map<Integer, Integer> numbers = new HashMap<>();
    return spoiled.rows().stream()
        .map(row -> design.sample().rows().get(row).unit())
        .mapToInt(unit -> numbers.computeIfAbsent(unit, known -> numbers.size()))
        .toArray();
  }

  /** Corruptions × severities × images. */
  private byte[][][] outcomes(RobustnessTask.Done done) {
    byte[][][] outcomes = new byte[corruptions.size()][Variant.SEVERITIES][labels.length];
    for (int corruption = 0; corruption < outcomes.length; corruption++) {
      for (int severity = 1; severity <= Variant.SEVERITIES; severity++) {
        String variant = CORRUPTION + corruptions.get(corruption) + "/" + severity;
        int[] answers = done.answers().get(spoiled.variants().indexOf(variant));
        for (int image = 0; image < labels.length; image++) {
          outcomes[corruption][severity - 1][image] =
              answers[image] < 0
                  ? CorruptionBootstrap.UNKNOWN
                  : answers[image] == labels[image]
                      ? CorruptionBootstrap.RIGHT
                      : CorruptionBootstrap.WRONG;
        }
      }
    }
    return outcomes;
  }

  private List<CorruptionScore> errors(RobustnessTask.Done done, String set, int shown) {
    List<CorruptionScore> scores = new ArrayList<>();
    for (int variant = 0; variant < spoiled.variants().size(); variant++) {
      String name = spoiled.variants().get(variant);
      if (name.startsWith(PERTURBATION)) {
        continue;
      }
      boolean isCorruption = name.startsWith(CORRUPTION);
      String corruption =
          isCorruption ? name.substring(CORRUPTION.length(), name.lastIndexOf('/')) : name;
      int severity = isCorruption ? Integer.parseInt(name.substring(name.lastIndexOf('/') + 1)) : 0;
      int[] answers = done.answers().get(variant);
      int[] known = IntStream.range(0, answers.length).filter(i -> answers[i] >= 0).toArray();
      ConfusionMatrix confusion =
          ConfusionMatrix.of(
              design.sample().classes().size(), at(labels, known), at(answers, known));
      long wrong = confusion.rows() - confusion.hits();
      scores.add(
          new CorruptionScore(
              set,
              shown,
              corruption,
              severity,
              BinomialInterval.wilson(wrong, confusion.rows()),
              confusion.balancedAccuracy().value()));
    }
    return scores;
  }

  private static int[] at(int[] values, int[] indices) {
    return Arrays.stream(indices).map(i -> values[i]).toArray();
  }

  private CorruptionError.Errors errors(RobustnessTask.Done done) {
    double[][] errors = new double[corruptions.size()][Variant.SEVERITIES];
    for (int corruption = 0; corruption < errors.length; corruption++) {
      for (int severity = 1; severity <= Variant.SEVERITIES; severity++) {
        errors[corruption][severity - 1] =
            error(done, CORRUPTION + corruptions.get(corruption) + "/" + severity);
      }
    }
    return new CorruptionError.Errors(error(done, Variant.SHRUNK.name()), errors);
  }

  private double error(RobustnessTask.Done done, String variant) {
    int[] answers = done.answers().get(spoiled.variants().indexOf(variant));
    long known = Arrays.stream(answers).filter(answer -> answer >= 0).count();
    long wrong =
        IntStream.range(0, answers.length)
            .filter(i -> answers[i] >= 0 && answers[i] != labels[i])
            .count();
    return (double) wrong / known;
  }

  private List<Flip> flips(RobustnessTask.Done done, String set, int shown) {
    int[] clean = done.answers().get(spoiled.variants().indexOf(Variant.CLEAN.name()));
    List<Flip> flips = new ArrayList<>();
    for (int variant = 0; variant < spoiled.variants().size(); variant++) {
      String name = spoiled.variants().get(variant);
      if (name.startsWith(PERTURBATION)) {
        int[] changed = done.answers().get(variant);
        int[] known =
            IntStream.range(0, clean.length)
                .filter(i -> clean[i] >= 0 && changed[i] >= 0)
                .toArray();
        FlipRate rate = FlipRate.of(at(clean, known), at(changed, known));
        flips.add(new Flip(set, shown, name.substring(PERTURBATION.length()), rate.share()));
      }
    }
    return flips;
  }

  private List<Fooled> fooled(RobustnessTask.Done done, String set, int shown) {
    Map<String, List<Double>> confidences = new TreeMap<>();
    if (done.confidences().length == spoiled.fooling().size()) {
      for (int i = 0; i < done.confidences().length; i++) {
        String kind = spoiled.fooling().get(i).split("/")[1];
        confidences.computeIfAbsent(kind, name -> new ArrayList<>()).add(done.confidences()[i]);
      }
    }
    List<Fooled> fooled = new ArrayList<>();
    confidences.forEach(
        (kind, all) -> {
          long sure = all.stream().filter(confidence -> confidence > SURE).count();
          double mean = all.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
          fooled.add(new Fooled(set, shown, kind, BinomialInterval.wilson(sure, all.size()), mean));
        });
    return fooled;
  }
}
