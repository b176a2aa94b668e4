package io.bifocal.sql;

import io.bifocal.inference.DetectedObject;
import io.bifocal.inference.Prediction;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What was found, with its label, score and place. */
record Boxes() implements Reading {

  @Override
  public Object of(Prediction prediction) {
    List<DetectedObject> objects = prediction.objects();
    String[] labels = new String[objects.size()];
    double[] scores = new double[labels.length];
    Row[] boxes = new Row[labels.length];
    for (int i = 0; i < labels.length; i++) {
      DetectedObject found = objects.get(i);
      labels[i] = found.label();
      scores[i] = found.score();
      boxes[i] =
          RowFactory.create(
              (double) found.x(),
              (double) found.y(),
              (double) found.width(),
              (double) found.height());
    }
    return RowFactory.create(labels, scores, boxes);
  }
}
