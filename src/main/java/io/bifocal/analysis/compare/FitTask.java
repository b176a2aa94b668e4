package io.bifocal.analysis.compare;

import io.bifocal.analysis.classify.Classifiers;
import io.bifocal.analysis.classify.FittedClassifier;
import io.bifocal.analysis.classify.Matrix;
import io.bifocal.analysis.classify.Softmax;
import io.bifocal.analysis.classify.Training;
import io.bifocal.analysis.statistics.LabelledProbabilities;
import io.bifocal.analysis.statistics.Scores;
import io.bifocal.conf.ClassifierKind;
import io.bifocal.pipeline.Shipped;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Fits a logistic regression to a whole sample.
 *
 * @param blocks vectors over the rows of the sample
 */
record FitTask(Sample sample, List<Block> blocks, SerializableConfiguration hadoop)
    implements Serializable {
  private static final long SEED = 0;

  Shipped<LearntClassifier> run() {
    int[] rows =
        IntStream.range(0, sample.size()).filter(row -> sample.rows().get(row).trains()).toArray();
    List<Matrix> values =
        blocks.stream()
            .map(
                block ->
                    new Matrix(
                            BlockCache.values(block, sample.size(), hadoop.value()),
                            sample.size(),
                            block.length())
                        .select(rows))
            .toList();
    FittedClassifier fitted =
        Classifiers.fit(
            ClassifierKind.LOGISTIC_REGRESSION,
            new Training(values, sample.labels(rows), sample.classes().size(), sample.units(rows)),
            SEED);
    return new Shipped<>(
        new LearntClassifier(
            fitted.linear(sample.classes()),
            rows.length,
            accuracy(fitted.heldOut().logits(), fitted.heldOut().labels()),
            sample.small()));
  }

  /**
   * Balanced, of images that were held out.
   *
   * @return null where none were
   */
  static Double accuracy(List<float[]> logits, int[] labels) {
    if (logits.isEmpty()) {
      return null;
    }
    float[][] probabilities = Softmax.of(logits.toArray(float[][]::new), 1);
    return Scores.of(new LabelledProbabilities(probabilities, labels)).balancedAccuracy().value();
  }
}
