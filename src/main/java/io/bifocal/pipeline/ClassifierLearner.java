package io.bifocal.pipeline;

import io.bifocal.inference.LinearClassifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Trains multinomial logistic regressions with MLlib, in one partition for the sake of order. */
record ClassifierLearner(SparkSession spark) {
  private static final int ITERATIONS = 100;

  /** Weight of the squared weights of standardised values, against the mean loss of a picture. */
  private static final double RIDGE = 0.01;

  private static final StructType SCHEMA =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  /**
   * Trains on {@code vectors}.
   *
   * @param classes of each, from 0; every one occurs
   */
  LinearClassifier learn(List<float[]> vectors, int[] classes) {
    List<Row> rows = new ArrayList<>();
    for (int k = 0; k < classes.length; k++) {
      rows.add(RowFactory.create((double) classes[k], Vectors.dense(doubles(vectors.get(k)))));
    }
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFamily("multinomial")
            .setMaxIter(ITERATIONS)
            .setRegParam(RIDGE)
            .fit(spark.createDataFrame(rows, SCHEMA).coalesce(1));
    Matrix weights = model.coefficientMatrix();
    float[][] result = new float[weights.numRows()][weights.numCols() + 1];
    for (int i = 0; i < result.length; i++) {
      for (int j = 0; j < weights.numCols(); j++) {
        result[i][j] = (float) weights.apply(i, j);
      }
      result[i][weights.numCols()] = (float) model.interceptVector().apply(i);
    }
    return new LinearClassifier(result);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
