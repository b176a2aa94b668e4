package io.bifocal.analysis.compare;

import io.bifocal.analysis.compare.Evaluation.Bin;
import io.bifocal.analysis.compare.Evaluation.Bound;
import io.bifocal.analysis.compare.Evaluation.CalibrationResult;
import io.bifocal.analysis.compare.Evaluation.PriorResult;
import io.bifocal.analysis.compare.Evaluation.Risk;
import io.bifocal.analysis.compare.Evaluation.Share;
import io.bifocal.analysis.compare.Evaluation.Slice;
import io.bifocal.analysis.statistics.AccuracyBound;
import io.bifocal.analysis.statistics.BinomialInterval;
import io.bifocal.analysis.statistics.BlackBoxShift;
import io.bifocal.analysis.statistics.Calibration;
import io.bifocal.analysis.statistics.ConfusionMatrix;
import io.bifocal.analysis.statistics.DeploymentScores;
import io.bifocal.analysis.statistics.Estimate;
import io.bifocal.analysis.statistics.ExpectationMaximization;
import io.bifocal.analysis.statistics.LabelledProbabilities;
import io.bifocal.analysis.statistics.Priors;
import io.bifocal.analysis.statistics.Scores;
import io.bifocal.analysis.statistics.SelectivePrediction;
import io.bifocal.pipeline.Shipped;
import io.bifocal.store.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;

/**
 * Judges what one set of features and one classifier answered for all images.
 *
 * @param slicings divisions of the images
 * @param priors how frequent classes are to be, in their order; empty where nobody said
 */
record EvaluationTask(
    Broadcast<Shipped<Design>> shared, int folds, List<Slicing> slicings, List<Double> priors)
    implements Serializable {

  private static final int TOP = 3;
  private static final int POINTS = 50;

  /** The folds of a set and a classifier. */
  record Work(List<FoldTask.Done> folds) {}

  /** JSON of an {@link Evaluation}. */
  String run(String json) {
    Work work = Json.read(json, Work.class);
    Design design = shared.value().value();
    FoldTask.Tested tested = FoldTask.read(design, folds, work.folds());
    int[] labels = design.sample().labels(tested.rows());
    LabelledProbabilities raw = new LabelledProbabilities(tested.answers().raw(), labels);
    LabelledProbabilities calibrated =
        new LabelledProbabilities(tested.answers().calibrated(), labels);
    ConfusionMatrix confusion = ConfusionMatrix.of(raw);
    FoldTask.Done first = work.folds().get(0);
    return Json.line(
        new Evaluation(
            design.sets().get(first.set()).name(),
            design.name(first.classifier()),
            scores(raw, calibrated),
            bound(tested, raw),
            counts(confusion),
            recalls(design.sample().classes(), confusion),
            calibration(raw),
            calibration(calibrated),
            work.folds().stream().mapToDouble(FoldTask.Done::temperature).average().orElseThrow(),
            coverage(calibrated),
            slices(tested, raw),
            priors(design, calibrated),
            shares(design, calibrated, work.folds())));
  }

  private static Map<String, Estimate> scores(
      LabelledProbabilities raw, LabelledProbabilities calibrated) {
    Scores plain = Scores.of(raw);
    Scores sure = Scores.of(calibrated);
    Map<String, Estimate> scores = new TreeMap<>();
    scores.put(ScoreNames.ACCURACY, plain.accuracy());
    scores.put(ScoreNames.BALANCED_ACCURACY, plain.balancedAccuracy());
    scores.put(ScoreNames.TOP_3, Scores.topAccuracy(raw, TOP));
    scores.put(ScoreNames.MACRO_F1, exactly(plain.macroF1()));
    scores.put(ScoreNames.LOG_LOSS, exactly(sure.logLoss()));
    scores.put(ScoreNames.BRIER, exactly(sure.brier()));
    return scores;
  }

  private static Estimate exactly(double value) {
    return new Estimate(value, value, value);
  }

  /** The first fold was tested by a classifier that knew nothing of it. */
  private static Bound bound(FoldTask.Tested tested, LabelledProbabilities answers) {
    long images = 0;
    long right = 0;
    for (int row = 0; row < answers.rows(); row++) {
      if (tested.folds()[row] == 0) {
        images++;
        right += answers.isRight(row) ? 1 : 0;
      }
    }
    AccuracyBound bound = AccuracyBound.of(right, images);
    return new Bound(images, right, bound.clopperPearson(), bound.hoeffding());
  }

  private static long[][] counts(ConfusionMatrix confusion) {
    long[][] counts = new long[confusion.classes()][confusion.classes()];
    for (int label = 0; label < counts.length; label++) {
      for (int answer = 0; answer < counts.length; answer++) {
        counts[label][answer] = confusion.count(label, answer);
      }
    }
    return counts;
  }

  private static Map<String, Estimate> recalls(List<String> classes, ConfusionMatrix confusion) {
    Map<String, Estimate> recalls = new TreeMap<>();
    for (int label = 0; label < classes.size(); label++) {
      recalls.put(classes.get(label), confusion.recall(label));
    }
    return recalls;
  }

  private static CalibrationResult calibration(LabelledProbabilities answers) {
    Calibration calibration = Calibration.of(answers);
    return new CalibrationResult(
        calibration.expectedError(),
        calibration.bins().stream()
            .filter(bin -> bin.rows() > 0)
            .map(bin -> new Bin(bin.confidence(), bin.accuracy(), bin.rows()))
            .toList());
  }

  /** Some points of the curve, evenly over coverage. */
  private static List<Risk> coverage(LabelledProbabilities answers) {
    List<Risk> risks = new ArrayList<>();
    for (SelectivePrediction.Point point : SelectivePrediction.of(answers).curve()) {
      if (point.coverage() * POINTS >= risks.size() + 1 || risks.isEmpty()) {
        risks.add(new Risk(point.coverage(), point.risk()));
      }
    }
    return risks;
  }

  private List<Slice> slices(FoldTask.Tested tested, LabelledProbabilities answers) {
    List<Slice> slices = new ArrayList<>();
    for (Slicing slicing : slicings) {
      long[] images = new long[slicing.parts().size()];
      long[] right = new long[images.length];
      for (int row = 0; row < answers.rows(); row++) {
        int part = slicing.partOf()[tested.rows()[row]];
        if (part >= 0) {
          images[part]++;
          right[part] += answers.isRight(row) ? 1 : 0;
        }
      }
      for (int part = 0; part < images.length; part++) {
        if (images[part] > 0) {
          slices.add(
              new Slice(
                  slicing.by(),
                  slicing.parts().get(part),
                  images[part],
                  BinomialInterval.wilson(right[part], images[part])));
        }
      }
    }
    return slices;
  }

  /** What was trained with is as frequent as what was tested with. */
  private Optional<PriorResult> priors(Design design, LabelledProbabilities answers) {
    if (priors.isEmpty()) {
      return Optional.empty();
    }
    DeploymentScores scores =
        DeploymentScores.of(
            answers,
            Priors.of(trained(design)),
            priors.stream().mapToDouble(Double::doubleValue).toArray());
    return Optional.of(
        new PriorResult(
            scores.unadjusted().accuracy().value(), scores.adjusted().accuracy().value()));
  }

  /** Images of each class that may be trained with. */
  private static long[] trained(Design design) {
    long[] counts = new long[design.sample().classes().size()];
    for (SampleRow row : design.sample().rows()) {
      if (row.trains()) {
        counts[row.label()]++;
      }
    }
    return counts;
  }

  /** How frequent classes are among the images without a label, told by the first classifier. */
  private List<Share> shares(
      Design design, LabelledProbabilities answers, List<FoldTask.Done> done) {
    float[][] asked = FoldTask.asked(design, folds, done);
    if (asked.length == 0 || done.get(0).classifier() > 0) {
      return List.of();
    }
    List<Estimate> maximum =
        ExpectationMaximization.estimate(asked, Priors.of(trained(design)), FoldTask.SEED);
    long[] predicted = new long[design.sample().classes().size()];
    for (float[] row : asked) {
      predicted[LabelledProbabilities.mostProbable(row)]++;
    }
    List<Estimate> blackBox =
        BlackBoxShift.estimate(ConfusionMatrix.of(answers), predicted, FoldTask.SEED);
    long[] labelled = answers.classCounts();
    return IntStream.range(0, predicted.length)
        .mapToObj(
            label ->
                new Share(
                    design.sample().classes().get(label),
                    labelled[label],
                    maximum.get(label),
                    blackBox.get(label)))
        .toList();
  }
}
