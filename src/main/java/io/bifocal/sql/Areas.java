package io.bifocal.sql;

import io.bifocal.inference.LabelScore;
import io.bifocal.inference.Prediction;
import java.util.List;
import org.apache.spark.sql.RowFactory;

/** What share of a picture each class covers. */
record Areas() implements Reading {

  @Override
  public Object of(Prediction prediction) {
    List<LabelScore> areas = prediction.top();
    return RowFactory.create(
        areas.stream().map(LabelScore::label).toArray(),
        areas.stream().mapToDouble(LabelScore::score).toArray());
  }
}
