package io.bifocal.analysis;

import io.bifocal.analysis.statistics.HolmBonferroni;
import io.bifocal.conf.DriftSettings;
import io.bifocal.store.DriftFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says of everything that was measured whether it is too much. */
final class Judgement {
  private Judgement() {}

  /**
   * A finding for every effect. It is more than ok where the difference is significant, after
   * correction for all tests together, and larger than a threshold: of many images any difference
   * is significant, and of few any is large.
   *
   * @param against the run that was compared with
   */
  static List<DriftFinding> of(String against, DriftSettings settings, List<Measured> all) {
    double[] adjusted =
        HolmBonferroni.adjusted(
            all.stream().flatMapToDouble(measured -> Arrays.stream(measured.pValues())).toArray());
    List<DriftFinding> findings = new ArrayList<>();
    int at = 0;
    for (Measured measured : all) {
      int end = at + measured.pValues().length;
      double[] pValues = Arrays.copyOfRange(adjusted, at, end);
      for (Measured.Effect effect : measured.effects()) {
        findings.add(finding(measured.what(), against, settings, pValues, effect));
      }
      at = end;
    }
    return findings;
  }

  private static DriftFinding finding(
      String what,
      String against,
      DriftSettings settings,
      double[] pValues,
      Measured.Effect effect) {
    int[] strongest =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -effect.strengths()[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] significant =
        IntStream.of(strongest).filter(i -> pValues[i] < settings.significance()).toArray();
    int part = significant.length > 0 ? significant[0] : strongest[0];
    double value = effect.total().orElse(effect.strengths()[part]);
    double pValue =
        effect.total().isPresent() ? Arrays.stream(pValues).min().orElse(1) : pValues[part];
    double warning = effect.statistic().threshold(settings.warn());
    Optional<Double> failure = effect.statistic().threshold(settings.fail());
    boolean fails =
        significant.length > 0 && failure.filter(threshold -> value > threshold).isPresent();
    boolean warns = significant.length > 0 && value > warning;
    double threshold = fails ? failure.get() : Math.min(warning, failure.orElse(warning));
    return new DriftFinding(
        what,
        against,
        effect.statistic().words(),
        value,
        pValue,
        warns && !fails ? warning : threshold,
        fails ? DriftFinding.FAILURE : warns ? DriftFinding.WARNING : DriftFinding.OK,
        effect.wording().of(significant));
  }
}
