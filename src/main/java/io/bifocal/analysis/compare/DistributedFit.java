package io.bifocal.analysis.compare;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.bifocal.analysis.classify.BlockScaling;
import io.bifocal.analysis.classify.LinearModel;
import io.bifocal.analysis.classify.Matrix;
import io.bifocal.analysis.classify.Strengths;
import io.bifocal.conf.UserError;
import io.bifocal.inference.TemperatureFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits a logistic regression to more vectors than a task can hold, with MLlib: the same function is
 * minimized as in one task. Strength and temperature are chosen by one tenth of the groups, which
 * the last fit then learns from, too.
 */
final class DistributedFit {
  private static final int ITERATIONS = 300;

  /** Of all groups, one in so many is held out. */
  private static final int HELD_OUT = 10;

  /** Held-out images that the temperature is learnt from, and accuracy is measured by. */
  private static final int JUDGED = 20_000;

  private static final StructType SCHEMA =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("held", DataTypes.BooleanType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  private final SparkSession spark;
  private final List<Part> parts;

  /**
   * @param parts whose vectors are looked at, end to end
   */
  DistributedFit(SparkSession spark, List<Part> parts) {
    this.spark = spark;
    this.parts = parts;
  }

  /**
   * Some of the values.
   *
   * @param length values in a vector
   * @param vectors image_id, vector (null where there is none)
   */
  record Part(int length, Dataset<Row> vectors) {}

  /**
   * Fits.
   *
   * @param images labelled ones that may be learnt from
   * @param most contents at most
   * @throws UserError if fewer than two classes have images enough
   */
  LearntClassifier fit(Dataset<Row> images, int most) {
    Dataset<Row> contents = contents(images, most);
    Set<String> small = new TreeSet<>();
    List<String> labels = labels(contents, small);
    Dataset<Row> classes = classes(labels);
    Dataset<Row> vectors =
        vectors(contents.join(broadcast(classes), "label")).persist(StorageLevel.MEMORY_AND_DISK());
    BlockScaling scaling = scaling(vectors);
    Dataset<Row> scaled = scaled(vectors, scaling).persist(StorageLevel.MEMORY_AND_DISK());
    long count = scaled.count();
    Dataset<Row> held = scaled.where("held");
    Dataset<Row> known = scaled.where("not held");
    boolean chooses =
        held.select("label").distinct().count() == labels.size()
            && known.select("label").distinct().count() == labels.size();
    double strength = Strengths.all()[Strengths.USUAL];
    double temperature = 1;
    Double accuracy = null;
    if (chooses) {
      long rows = known.count();
      Chosen chosen = choose(known, rows, held);
      strength = chosen.strength();
      List<float[]> logits = new ArrayList<>();
      List<Row> judged =
          chosen
              .model()
              .transform(held.limit(JUDGED))
              .select("label", "rawPrediction")
              .collectAsList();
      int[] right = judged.stream().mapToInt(row -> (int) row.getDouble(0)).toArray();
      judged.forEach(row -> logits.add(floats(row.<Vector>getAs(1))));
      temperature = TemperatureFit.learn(logits, right).temperature();
      accuracy = FitTask.accuracy(logits, right);
    }
    LinearModel linear = linear(fit(scaled, count, strength));
    scaled.unpersist();
    vectors.unpersist();
    return new LearntClassifier(
        linear.of(scaling, temperature, labels), count, accuracy, List.copyOf(small));
  }

  /** image_id, label, unit: contents of one label, drawn by their hash. */
  private static Dataset<Row> contents(Dataset<Row> images, int most) {
    return images
        .where("status = 'ok'")
        .groupBy("image_id")
        .agg(
            min("label").as("label"),
            max("label").as("other"),
            min(coalesce(col("group"), col("image_id"))).as("unit"))
        .where("label = other")
        .orderBy("image_id")
        .limit(most)
        .select("image_id", "label", "unit");
  }

  /** Those of images enough; the others go into {@code small}. */
  private static List<String> labels(Dataset<Row> contents, Set<String> small) {
    Set<String> labels = new TreeSet<>();
    for (Row row : contents.groupBy("label").agg(countDistinct("unit")).collectAsList()) {
      (row.getLong(1) < SampleDraw.LEAST_UNITS ? small : labels).add(row.getString(0));
    }
    if (labels.size() < 2) {
      throw new UserError(
          labels.size()
              + " classes have "
              + SampleDraw.LEAST_UNITS
              + " labelled images of different groups, outside of val and test; it takes two such classes");
    }
    return List.copyOf(labels);
  }

  private Dataset<Row> classes(List<String> labels) {
    List<Row> rows = new ArrayList<>();
    for (int k = 0; k < labels.size(); k++) {
      rows.add(RowFactory.create(labels.get(k), (double) k));
    }
    return spark.createDataFrame(
        rows,
        new StructType()
            .add("label", DataTypes.StringType, false)
            .add("number", DataTypes.DoubleType, false));
  }

  /** number, held, v0, v1 …: contents that have all vectors. */
  private Dataset<Row> vectors(Dataset<Row> contents) {
    Dataset<Row> joined =
        contents.select(
            col("image_id"),
            col("number"),
            pmod(xxhash64(col("unit")), lit((long) HELD_OUT)).equalTo(lit(0L)).as("held"));
    for (int i = 0; i < parts.size(); i++) {
      joined =
          joined.join(
              parts
                  .get(i)
                  .vectors()
                  .where("vector is not null")
                  .withColumnRenamed("vector", "v" + i),
              "image_id");
    }
    return joined.drop("image_id");
  }

  private BlockScaling scaling(Dataset<Row> vectors) {
    int[] lengths = parts.stream().mapToInt(Part::length).toArray();
    float[][] means = new float[lengths.length][];
    float[][] deviations = new float[lengths.length][];
    JavaRDD<Row> rows = vectors.toJavaRDD();
    for (int i = 0; i < lengths.length; i++) {
      int length = lengths[i];
      int column = 2 + i;
      Moments moments =
          rows.treeAggregate(
              new Moments(length),
              (sum, row) -> sum.add(BlockWriter.floats(row, column)),
              Moments::add);
      means[i] = moments.means();
      deviations[i] = moments.deviations();
    }
    return BlockScaling.of(means, deviations);
  }

  private Dataset<Row> scaled(Dataset<Row> vectors, BlockScaling scaling) {
    int blocks = parts.size();
    JavaRDD<Row> rows =
        vectors
            .toJavaRDD()
            .map(
                row -> {
                  List<Matrix> values = new ArrayList<>();
                  for (int i = 0; i < blocks; i++) {
                    float[] of = BlockWriter.floats(row, 2 + i);
                    values.add(new Matrix(of, 1, of.length));
                  }
                  float[] joined = scaling.apply(values).values();
                  double[] features = new double[joined.length];
                  for (int i = 0; i < features.length; i++) {
                    features[i] = joined[i];
                  }
                  return RowFactory.create(
                      row.getDouble(0), row.getBoolean(1), Vectors.dense(features));
                });
    return spark.createDataFrame(rows, SCHEMA);
  }

  /** The strength with the least loss on what was held out, and what was fitted with it. */
  private record Chosen(double strength, LogisticRegressionModel model) {}

  private Chosen choose(Dataset<Row> known, long rows, Dataset<Row> held) {
    Chosen best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double strength : Strengths.all()) {
      LogisticRegressionModel model = fit(known, rows, strength);
      double loss =
          model
              .transform(held)
              .withColumn("given", vector_to_array(col("probability"), "float64"))
              .select(avg(expr("-ln(greatest(1e-30, element_at(given, cast(label as int) + 1)))")))
              .head()
              .getDouble(0);
      if (loss < least) {
        least = loss;
        best = new Chosen(strength, model);
      }
    }
    return best;
  }

  private static LogisticRegressionModel fit(Dataset<Row> rows, long count, double strength) {
    return new LogisticRegression()
        .setFamily("multinomial")
        .setStandardization(false)
        .setMaxIter(ITERATIONS)
        .setTol(1e-7)
        .setRegParam(1 / (strength * count))
        .fit(rows);
  }

  private static LinearModel linear(LogisticRegressionModel model) {
    float[][] weights = new float[model.numClasses()][];
    float[] intercepts = floats(model.interceptVector());
    scala.collection.Iterator<Vector> rows = model.coefficientMatrix().rowIter();
    for (int k = 0; k < weights.length; k++) {
      weights[k] = floats(rows.next());
    }
    return new LinearModel(weights, intercepts);
  }

  private static float[] floats(Vector vector) {
    DenseVector dense = vector.toDense();
    float[] values = new float[dense.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) dense.values()[i];
    }
    return values;
  }
}
