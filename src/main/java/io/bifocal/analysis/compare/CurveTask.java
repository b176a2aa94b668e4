package io.bifocal.analysis.compare;

import io.bifocal.pipeline.Shipped;
import io.bifocal.store.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/** Fits one set of features with one classifier at every number of labels of one division. */
record CurveTask(Broadcast<Shipped<Design>> shared) implements Serializable {

  /**
   * What a task does.
   *
   * @param most images to train with; larger training sets are other tasks'
   * @param least images to train with; smaller ones are other tasks'
   */
  record Work(int set, int classifier, int seed, int least, int most) {}

  /** JSON of {@link CurveScore}s. */
  Iterator<String> run(String json) {
    Work work = Json.read(json, Work.class);
    Design design = shared.value().value();
    Division division = Division.random(design.sample(), design.testShare(), work.seed());
    FeatureSet set = design.sets().get(work.set());
    List<String> scores = new ArrayList<>();
    int before = 0;
    for (int labels : design.counts()) {
      int[] rows = division.training(labels);
      if (rows.length > before && rows.length >= work.least() && rows.length < work.most()) {
        SetClassifier fitted =
            SetClassifier.fit(
                design, set, design.classifiers().get(work.classifier()), rows, work.seed());
        scores.add(score(design, work, division.test(), false, labels, rows.length, fitted));
        if (design.isShifted()) {
          scores.add(score(design, work, division.home(), true, labels, rows.length, fitted));
        }
      }
      before = rows.length;
    }
    return scores.iterator();
  }

  private static String score(
      Design design,
      Work work,
      int[] test,
      boolean atHome,
      int labels,
      int rows,
      SetClassifier fitted) {
    Answers answers = fitted.answer(Vectors.of(design, design.sets().get(work.set()), test));
    return Json.line(
        new CurveScore(
            work.set(),
            work.classifier(),
            work.seed(),
            labels,
            rows,
            atHome,
            CurveScore.scores(answers, design.sample().labels(test))));
  }
}
