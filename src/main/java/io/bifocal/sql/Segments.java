package io.bifocal.sql;

import io.bifocal.inference.Prediction;
import java.util.List;
import org.apache.spark.sql.RowFactory;

/**
 * What share of a picture each label covers, and where.
 *
 * @param labels in the order of the labels file
 */
record Segments(List<String> labels) implements Reading {

  @Override
  public Object of(Prediction prediction) {
    return RowFactory.create(
        labels.toArray(), prediction.segments().shares(), prediction.segments().mask());
  }
}
