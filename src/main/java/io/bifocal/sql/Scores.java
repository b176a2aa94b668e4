package io.bifocal.sql;

import io.bifocal.inference.Activation;
import io.bifocal.inference.Classifier;
import io.bifocal.inference.Prediction;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * All labels with their scores, and the best.
 *
 * @param labels in the order of the logits
 * @param activation what makes scores of logits
 * @param top how many are the best
 */
record Scores(List<String> labels, Activation activation, int top) implements Reading {

  @Override
  public Object of(Prediction prediction) {
    double[] scores = activation.apply(prediction.logits());
    int[] best = Classifier.largest(prediction.logits(), Math.min(top, scores.length));
    Row[] rows = new Row[best.length];
    for (int i = 0; i < best.length; i++) {
      rows[i] = RowFactory.create(labels.get(best[i]), scores[best[i]]);
    }
    return RowFactory.create(labels.toArray(), scores, rows);
  }
}
