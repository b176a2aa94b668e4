package io.bifocal.analysis.compare;

import io.bifocal.conf.ClassifierKind;
import io.bifocal.pipeline.Shipped;
import io.bifocal.store.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;

/** Fits one set of features on the first division and lets it answer for spoiled images. */
record RobustnessTask(Broadcast<Shipped<Design>> shared, SpoiledImages spoiled)
    implements Serializable {
  /** The division whose test images are spoiled. */
  static final int SEED = 0;

  /** What a task does. */
  record Work(int set, int labels) {}

  /**
   * What a set answered.
   *
   * @param rows images trained with
   * @param answers for each variant the class that each image is said to be; -1 where there is no
   *     vector
   * @param confidences of the answers for pictures that show nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, not compared.
  record Done(int set, int labels, int rows, List<int[]> answers, double[] confidences) {}

  /** JSON of what was answered. */
  String run(String json) {
    Work work = Json.read(json, Work.class);
    Design design = shared.value().value();
    FeatureSet set = design.sets().get(work.set());
    int[] training =
        Division.random(design.sample(), design.testShare(), SEED).training(work.labels());
    SetClassifier fitted =
        SetClassifier.fit(design, set, ClassifierKind.LOGISTIC_REGRESSION, training, SEED);
    List<int[]> answers = new ArrayList<>();
    for (int variant = 0; variant < spoiled.variants().size(); variant++) {
      Vectors vectors = spoiled.vectors(set, spoiled.start(variant), spoiled.rows().size(), design);
      answers.add(answers(fitted, vectors));
    }
    Vectors nothing =
        spoiled.vectors(set, spoiled.foolingStart(), spoiled.fooling().size(), design);
    return Json.line(
        new Done(
            work.set(), work.labels(), training.length, answers, confidences(fitted, nothing)));
  }

  private static int[] answers(SetClassifier fitted, Vectors vectors) {
    float[][] probabilities = fitted.answer(vectors).raw();
    return IntStream.range(0, vectors.rows())
        .map(row -> vectors.isMissing(row) ? -1 : Best.of(probabilities[row]))
        .toArray();
  }

  private static double[] confidences(SetClassifier fitted, Vectors vectors) {
    float[][] probabilities = fitted.answer(vectors).calibrated();
    return IntStream.range(0, vectors.rows())
        .filter(row -> !vectors.isMissing(row))
        .mapToDouble(row -> probabilities[row][Best.of(probabilities[row])])
        .toArray();
  }
}
